using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Data;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Consumers;
using Supervision.Supervisors.Field;

namespace Supervision.Supervisors;

/// <summary>What the service is made of: a line or two for each folder.</summary>
internal static class SupervisorsService
{
    public static void Consume(MessagingBuilder messages)
    {
        messages.On<UserChanged, PersonConsumer>();
        FieldService.Consume(messages);
    }

    public static void AddSupervisors(this IServiceCollection services)
    {
        services.AddSingleton<SupervisorAccess>();
        services.AddSingleton<DistrictNames>();
        services.AddField();
    }

    public static void MapSupervisorsService(this IEndpointRouteBuilder app)
    {
        var supervisors = app.MapGroup("/api/supervisors");
        supervisors.MapField();
        supervisors.MapDeadLetters();
    }
}
