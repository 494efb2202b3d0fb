using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using RabbitMQ.Client.Exceptions;
using Supervision.Contracts;
using Supervision.Messaging.Broker;
using Supervision.Messaging.DeadLetters;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Messaging;

/// <summary>A message that could not be consumed, without its payload.</summary>
/// <param name="Id">Message id; the same event has the same id at every delivery.</param>
/// <param name="Reason">Kind of failure, e.g. <c>InvalidOperationException</c>, <c>delivery_limit</c>, <c>expired</c>.</param>
/// <param name="Attempts">Failed attempts before it became a dead letter.</param>
public sealed record DeadLetterView(
    Guid Id, string Type, string Queue, string Reason, DateTimeOffset FirstFailedAt, DateTimeOffset LastFailedAt, long Attempts, string? District);

/// <summary>Administrators' access to dead letters of their own district and body. Payloads are shown only by the operator's command.</summary>
public static class DeadLetterEndpoints
{
    /// <summary>Maps <c>GET dead-letters</c> and <c>POST dead-letters/{messageId}/redrive</c> under the group's prefix.</summary>
    public static void MapDeadLetters(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/dead-letters").WithTags("Dead letters").RequireRole(Cppcc.Admin, Discipline.Admin);
        group.MapGet("", List).WithName("ListDeadLetters").WithSummary("Dead letters of the caller's district and body");
        group.MapPost("/{messageId:guid}/redrive", Redrive).WithName("RedriveDeadLetter").WithSummary("Returns a message to its queue under its id");
    }

    static async Task<Ok<IReadOnlyList<DeadLetterView>>> List(Caller caller, BrokerSettings settings, CancellationToken ct)
    {
        await using var session = await OpenAsync(settings, ct);
        return TypedResults.Ok<IReadOnlyList<DeadLetterView>>([.. session.Messages.Where(message => MaySee(caller, message)).Select(message => new DeadLetterView(
            message.Id, message.Type, message.Queue, message.Reason, message.FirstFailedAt, message.LastFailedAt, message.Attempts, message.District))]);
    }

    static async Task<Results<NoContent, NotFound>> Redrive(Guid messageId, Caller caller, BrokerSettings settings, CancellationToken ct)
    {
        await using var session = await OpenAsync(settings, ct);
        var found = session.Messages.Where(message => message.Id == messageId && MaySee(caller, message)).ToList();
        if (found.Count == 0) return TypedResults.NotFound();
        foreach (var message in found) await session.RedriveAsync(message, ct);
        return TypedResults.NoContent();
    }

    /// <summary>A message belongs to the body of the caller who caused it; messages of the platform's own work have no body.</summary>
    internal static bool MaySee(Caller caller, DeadLetter message) =>
        message.District == caller.District && (message.Body is null or DataScope.ServiceBody || message.Body == caller.Body);

    static async Task<DeadLetterSession> OpenAsync(BrokerSettings settings, CancellationToken ct)
    {
        try
        {
            return await DeadLetterSession.OpenAsync(settings, ct);
        }
        catch (BrokerUnreachableException e)
        {
            throw new RequestProblem(StatusCodes.Status503ServiceUnavailable, "service.unavailable", e);
        }
    }
}
