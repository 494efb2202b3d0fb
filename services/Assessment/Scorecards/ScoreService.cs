using MassTransit;
using Supervision.Assessment.Conversion;
using Supervision.Assessment.Surveys;

namespace Supervision.Assessment.Scorecards;

/// <summary>Composition of scorecards, surveys and conversion (R39–R41): a line or two per folder.</summary>
internal static class ScoreService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<ConversionConsumer>();
        consumers.AddConsumer<ClueCopyConsumer>();
    }

    /// <summary>Row-level security of all of it.</summary>
    public static readonly string[] Declaration =
        [.. ScorecardSecurity.Declaration, .. SurveySecurity.Declaration, ConversionSecurity.Declaration];

    public static void AddScores(this IServiceCollection services)
    {
        services.AddSingleton<ScoreAccess>().AddSingleton<SurveyAccess>();
        services.AddScoped<FormFacts>().AddScoped<SurveyFigures>().AddScoped<ScorecardComputer>().AddScoped<ConversionFigures>();
    }

    public static void MapScores(this RouteGroupBuilder assessment)
    {
        assessment.MapScorecards();
        assessment.MapSurveys();
        assessment.MapConversion();
    }
}
