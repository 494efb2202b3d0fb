using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;

namespace Supervision.Topics.PublicCalls;

/// <summary>The office's calls on the public.</summary>
internal static class CallEndpoints
{
    public static void MapCalls(this RouteGroupBuilder topics)
    {
        var calls = topics.MapGroup("/calls").WithTags("Calls");
        calls.MapGet("/", ListAsync).RequireRole([.. TopicAccess.Joint]).WithName("ListCalls").WithSummary("The district's calls on the public, newest first.");
        calls.MapPost("/", OpenAsync).RequireRole(Cppcc.Office).WithIdempotency<TopicsDb>()
            .WithName("OpenCall").WithSummary("Calls on the public to propose topics, within a period.");
        calls.MapPost("/{id:guid}/end", EndAsync).RequireRole(Cppcc.Office).WithName("EndCall").WithSummary("Ends a call before its time.");
    }

    static async Task<Ok<IReadOnlyList<CallView>>> ListAsync(Caller caller, TopicsDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var calls = await db.Calls.AsNoTracking().Where(c => c.District == caller.District).OrderByDescending(c => c.Id).Take(100).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<CallView>>([.. calls.Select(call => CallView.For(call, now))]);
    }

    static async Task<Created<CallView>> OpenAsync(CallRequest request, Caller caller, TopicsDb db, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.Closes <= request.Opens || request.Closes <= now) throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "call.times");
        var call = new PublicCall
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            Title = request.Title,
            Text = request.Text,
            Opens = request.Opens.ToUniversalTime(),
            Closes = request.Closes.ToUniversalTime(),
            OpenedBy = caller.UserId,
        };
        db.Add(call);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/topics/calls/{call.Id}", CallView.For(call, now));
    }

    static async Task<Results<Ok<CallView>, NotFound>> EndAsync(Guid id, Caller caller, TopicsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.Calls.SingleOrDefaultAsync(c => c.Id == id && c.District == caller.District, ct) is not { } call) return TypedResults.NotFound();
        var now = clock.GetUtcNow();
        if (call.Closes <= now) throw new RuleViolation("call.over");
        call.Closes = now;
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(CallView.For(call, now));
    }
}
