using MassTransit;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Consumers;
using Supervision.Supervisors.DutyRecord;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Field;
using Supervision.Supervisors.Postings;
using Supervision.Supervisors.Roster;
using Supervision.Supervisors.Sectors;
using Supervision.Supervisors.Statistics;
using Supervision.Supervisors.Teams;
using Supervision.Supervisors.Workload;

namespace Supervision.Supervisors;

/// <summary>Composition of the service: a line or two per folder.</summary>
internal static class SupervisorsService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<PersonConsumer>();
        consumers.AddConsumer<TopicConsumer>();
        consumers.AddConsumer<AttendanceConsumer>();
        consumers.AddConsumer<SubmissionConsumer>();
        FieldService.Consume(consumers);
    }

    public static void AddSupervisors(this IServiceCollection services)
    {
        services.AddSingleton<SupervisorAccess>();
        services.AddScoped<SectorList>();
        services.AddScoped<RosterBook>().AddScoped<RosterImport>();
        services.AddDueWork<TermCare>(TermCare.Pace);
        services.AddScoped<TeamBoard>().AddScoped<ConflictCheck>();
        services.AddScoped<IEngagementSource, TeamEngagements>().AddScoped<IEngagementSource, PostingEngagements>();
        services.AddScoped<DutyBook>();
        services.AddScoped<IDutyFigureSource, ActivityFigures>().AddScoped<IDutyFigureSource, SubmissionFigures>();
        services.AddField();
    }

    public static void MapSupervisorsService(this IEndpointRouteBuilder app)
    {
        var supervisors = app.MapGroup("/api/supervisors");
        supervisors.MapSectors();
        supervisors.MapSettings();
        supervisors.MapRoster();
        supervisors.MapRosterList();
        supervisors.MapTeams();
        supervisors.MapTeamLists();
        supervisors.MapPostings();
        supervisors.MapTies();
        supervisors.MapConflicts();
        supervisors.MapWorkload();
        supervisors.MapDutyRecords();
        supervisors.MapStatistics();
        supervisors.MapField();
        supervisors.MapDeadLetters();
    }
}
