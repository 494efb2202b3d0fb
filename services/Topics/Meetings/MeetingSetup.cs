using System.Resources;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Governance;
using Supervision.Topics.Meetings.Agenda;
using Supervision.Topics.Meetings.Attendance;
using Supervision.Topics.Meetings.Decisions;
using Supervision.Topics.Meetings.Minutes;
using Supervision.Topics.Meetings.Series;
using Supervision.Topics.Plans;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Meetings;

internal static class MeetingSetup
{
    public static void AddMeetings(this IServiceCollection services)
    {
        services.AddProblemTexts(new ResourceManager("Supervision.Topics.Meetings.Problems", typeof(MeetingSetup).Assembly));
        services.AddSingleton<MeetingAccess>();
        services.AddScoped<WaitingMatters>().AddScoped<DecisionConcurrence>().AddScoped<JointMonths>().AddScoped<StandingInvitations>();
        services.AddScoped<IGateFactSource, ConsultationMeetingFacts>();
        services.AddScoped<IYearFigureSource, MeetingFigures>();
        services.AddHostedService<JointMeetingCare>();
    }

    public static void MapJointMeetings(this RouteGroupBuilder topics)
    {
        var meetings = topics.MapGroup("/meetings").WithTags("Meetings");
        meetings.MapMeetings();
        meetings.MapMeetingLists();
        meetings.MapAgenda();
        meetings.MapAttendance();
        meetings.MapDecisions();
        meetings.MapMinutes();
        meetings.MapSeries();
        topics.MapGroup("").WithTags("Governance").MapGovernance();
    }
}
