using MassTransit;
using Supervision.Collaboration;
using Supervision.Files;
using Supervision.Messaging;
using Supervision.Topics.Access;
using Supervision.Topics.Closing;
using Supervision.Topics.Consumers;
using Supervision.Topics.Data;
using Supervision.Topics.Duties;
using Supervision.Topics.Meetings;
using Supervision.Topics.Meetings.Agenda;
using Supervision.Topics.Plans;
using Supervision.Topics.Proposals;
using Supervision.Topics.PublicCalls;
using Supervision.Topics.Statistics;
using Supervision.Topics.Terms;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;

namespace Supervision.Topics;

/// <summary>Composition of the service: a line or two per folder.</summary>
internal static class TopicsService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<PersonConsumer>();
        consumers.AddConsumer<CalendarConsumer>();
        consumers.AddConsumer<FeedbackFormConsumer>();
        consumers.AddConsumer<AssessmentConsumer>();
        consumers.AddConsumer<JointMatterConsumer>();
        WorkService.Consume(consumers);
    }

    public static void AddTopics(this IServiceCollection services)
    {
        services.AddSingleton<TopicAccess>();
        services.AddSingleton<DistrictNames>();
        services.AddScoped<Vocabulary>();
        services.AddScoped<ProposalImport>();
        services.AddScoped<YearTarget>().AddScoped<PlanPages>();
        services.AddScoped<IYearFigureSource, DutyFigures>();
        services.AddScoped<GateCheck>().AddScoped<IGateFactSource, ClosingFacts>();
        services.AddHolidays();
        services.AddMeetings();
        services.AddAttachments<TopicsDb, StoredFile>();
        services.AddWork();
    }

    public static void MapTopicsService(this IEndpointRouteBuilder app)
    {
        var topics = app.MapGroup("/api/topics");
        topics.MapTopic();
        topics.MapStages();
        topics.MapTerms();
        topics.MapPlans();
        topics.MapTopicLists();
        topics.MapProposals();
        topics.MapProposalLists();
        topics.MapImport();
        topics.MapCalls();
        topics.MapPublic();
        topics.MapStatistics();
        topics.MapJointMeetings();
        topics.MapWork();
        topics.MapDeadLetters();
    }
}
