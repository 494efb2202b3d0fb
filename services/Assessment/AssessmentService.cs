using MassTransit;
using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Consumers;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Rectification;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Sources;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Messaging;

namespace Supervision.Assessment;

/// <summary>Composition of the service: a line or two per folder.</summary>
internal static class AssessmentService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<PersonConsumer>();
        consumers.AddConsumer<CalendarConsumer>();
        consumers.AddConsumer<FindingConsumer>();
        consumers.AddConsumer<SuggestionConsumer>();
        consumers.AddConsumer<TopicConsumer>();
        ScoreService.Consume(consumers);
    }

    public static void AddAssessment(this IServiceCollection services)
    {
        services.AddSingleton<AssessmentAccess>();
        services.AddSingleton<DistrictNames>();
        services.AddHolidays();
        services.AddScoped<DeadlineBook>().AddHostedService<DeadlineClock>();
        services.AddAttachments<AssessmentDb, StoredFile>();
        services.AddScores();
    }

    public static void MapAssessmentService(this IEndpointRouteBuilder app)
    {
        var assessment = app.MapGroup("/api/assessment");
        assessment.MapSources();
        assessment.MapForms();
        assessment.MapReplies();
        assessment.MapDeadlines();
        assessment.MapRectification();
        assessment.MapClosing();
        assessment.MapScores();
        assessment.MapDeadLetters();
    }
}
