using System.Resources;
using Microsoft.Extensions.Options;
using Supervision.Calendar;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Governance;
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
        services.AddScoped<WaitingMatters>().AddScoped<DoubleKey>().AddScoped<JointMonths>().AddScoped<StandingInvitations>();
        services.AddScoped<IGateFactSource, ConsultationFacts>();
        services.AddScoped<IYearFigureSource, MeetingFigures>();
        services.AddDueWork<JointMeetingCare>(JointMeetingCare.Pace);
    }

    public static void AddCalendar(this IServiceCollection services)
    {
        services.AddOptions<CalendarSettings>().BindConfiguration(CalendarSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CalendarSettings>>().Value.Holidays);
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
