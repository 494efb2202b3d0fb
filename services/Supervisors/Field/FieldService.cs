using MassTransit;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.DutyRecord;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Findings;
using Supervision.Supervisors.Places;
using Supervision.Supervisors.Protection;
using Supervision.Supervisors.Visits;
using Supervision.Supervisors.Whistles;

namespace Supervision.Supervisors.Field;

/// <summary>Composition of field work (R18–R22): a line or two per folder.</summary>
internal static class FieldService
{
    public static void Consume(IRegistrationConfigurator consumers) => consumers.AddConsumer<FateConsumer>();

    public static void AddField(this IServiceCollection services)
    {
        services.AddSingleton<FieldAccess>();
        services.AddScoped<VisitParties>().AddScoped<VisitPlanning>();
        services.AddScoped<WhistleDispatch>().AddScoped<PlaceImport>();
        services.AddScoped<IDutyFigureSource, VisitFigures>().AddScoped<IDutyFigureSource, FindingFigures>().AddScoped<IDutyFigureSource, ReportInFigures>();
        services.AddScoped<IEngagementSource, VisitEngagements>();
        services.AddAttachments<SupervisorsDb, FieldFile>();
        services.TryAddSingleton<DistrictNames>();
        services.AddProtection();
    }

    public static void MapField(this RouteGroupBuilder supervisors)
    {
        supervisors.MapVisits();
        supervisors.MapFindings();
        supervisors.MapWhistles();
        supervisors.MapPlaces();
        supervisors.MapProtection();
        supervisors.MapFieldStatistics();
    }

    /// <summary>Row-level security of the folders' tables.</summary>
    public static readonly string[] Declaration =
    [
        VisitSecurity.Declaration, FindingSecurity.Declaration, PlaceSecurity.Declaration, WhistleSecurity.Declaration,
        ProtectionSecurity.Declaration,
        // Units' contacts can whistle too, and need a number for it.
        """
        create policy count_whistles on number_series
            using (district = (select app_district()) and series = 'whistle' and (select app_body()) in ('unit', 'party'))
            with check (district = app_district() and series = 'whistle' and app_body() in ('unit', 'party'));
        """,
    ];
}
