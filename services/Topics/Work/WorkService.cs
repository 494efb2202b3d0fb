using MassTransit;
using Supervision.Topics.Activities;
using Supervision.Topics.Advice;
using Supervision.Topics.Consumers;
using Supervision.Topics.Duties;
using Supervision.Topics.Implementation;
using Supervision.Topics.Publicity;
using Supervision.Topics.Submissions;
using Supervision.Topics.Topics;
using Supervision.Topics.Tracked;

namespace Supervision.Topics.Work;

/// <summary>Composition of the joint work on topics (R6–R12): a line or two per folder.</summary>
internal static class WorkService
{
    public static void Consume(IRegistrationConfigurator consumers)
    {
        consumers.AddConsumer<TeamConsumer>();
        consumers.AddConsumer<TeamConsumer>();
        consumers.AddConsumer<SupervisorConsumer>();
        consumers.AddConsumer<SupervisorConsumer>();
    }

    public static void AddWork(this IServiceCollection services)
    {
        services.AddSingleton<WorkAccess>();
        services.AddHostedService<DutyDeadlineStart>();
        services.AddScoped<IGateFactSource, ImplementationFacts>();
        services.AddScoped<IGateFactSource, DutyFacts>();
        services.AddScoped<IGateFactSource, ConsultationActivityFacts>();
        services.AddScoped<IGateFactSource, AdviceFacts>();
    }

    public static void MapWork(this RouteGroupBuilder topics)
    {
        topics.MapImplementation();
        topics.MapDuties();
        topics.MapActivities();
        topics.MapAdvice();
        topics.MapTracked();
        topics.MapSubmissions();
        topics.MapPublicity();
    }
}
