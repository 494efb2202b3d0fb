using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Supervision.ClueTransfers.Data;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>
/// A tenant's admin registers the tenant's own systems for events (R31). A registration accepts no Idempotency-Key: its answer contains a
/// password, which would then be stored with the answer. If it is sent twice, the second finds the name taken.
/// </summary>
internal static class SubscriptionEndpoints
{
    public static void MapSubscriptions(this RouteGroupBuilder clues)
    {
        var subscriptions = clues.MapGroup("/subscriptions").RequireRole(Cppcc.Admin, Discipline.Admin).WithTags("Subscriptions");
        subscriptions.MapGet("/event-types", (Caller caller) => TypedResults.Ok(new EventTypesView(EventTypes.For(caller.Body))));
        subscriptions.MapGet("/", List);
        subscriptions.MapGet("/{id:guid}", Get);
        subscriptions.MapPost("/", Register).ProducesProblem(StatusCodes.Status409Conflict);
        subscriptions.MapPost("/{id:guid}/password", Rotate).ProducesProblem(StatusCodes.Status409Conflict);
        subscriptions.MapDelete("/{id:guid}", Delete);
    }

    static IQueryable<Subscriber> Own(CluesDb db, Caller caller) =>
        db.Set<Subscriber>().Where(subscriber => subscriber.District == caller.District && subscriber.Body == caller.Body);

    static async Task<Ok<SubscriberList>> List(Caller caller, CluesDb db, QueueStates queues, CancellationToken ct)
    {
        var subscribers = await Own(db, caller).AsNoTracking().OrderBy(subscriber => subscriber.Id).ToListAsync(ct);
        var views = await Task.WhenAll(subscribers.Select(async subscriber =>
            SubscriberView.For(subscriber, await queues.FindAsync(subscriber.Queue, ct))));
        return TypedResults.Ok(new SubscriberList(views));
    }

    static async Task<Results<Ok<SubscriberView>, NotFound>> Get(Guid id, Caller caller, CluesDb db, QueueStates queues, CancellationToken ct) =>
        await Own(db, caller).AsNoTracking().SingleOrDefaultAsync(subscriber => subscriber.Id == id, ct) is { } subscriber
            ? TypedResults.Ok(SubscriberView.For(subscriber, await queues.FindAsync(subscriber.Queue, ct)))
            : TypedResults.NotFound();

    static async Task<Results<Created<SubscriberCreated>, Accepted<SubscriberCreated>>> Register(
        RegisterSubscriber request, Caller caller, CluesDb db, Provisioner provisioner, BrokerSettings broker, TimeProvider clock, CancellationToken ct)
    {
        var types = request.EventTypes.Distinct(StringComparer.Ordinal).ToList();
        if (types.Except(EventTypes.For(caller.Body)).Any())
            throw new RequestProblem(StatusCodes.Status400BadRequest, "subscription.event_type");
        if (await Own(db, caller).CountAsync(ct) >= Subscriber.MostPerTenant)
            throw new RuleViolation("subscription.too_many", Subscriber.MostPerTenant);

        var password = BrokerPassword.Create();
        var subscriber = Subscriber.Register(caller, request.Name.Trim(), types, password.Hash, clock.GetUtcNow());
        db.Add(subscriber);
        await SaveNamedAsync(db, ct);
        var location = $"/api/clues/subscriptions/{subscriber.Id}";
        return await provisioner.TryAsync(subscriber.Id, ct)
            ? TypedResults.Created(location, SubscriberCreated.For(await ReadAsync(db, subscriber.Id, ct), password, broker))
            : TypedResults.Accepted(location, SubscriberCreated.For(subscriber, password, broker));
    }

    static async Task<Results<Ok<SubscriberCreated>, Accepted<SubscriberCreated>, NotFound>> Rotate(
        Guid id, Caller caller, CluesDb db, Provisioner provisioner, BrokerSettings broker, TimeProvider clock, CancellationToken ct)
    {
        if (await Own(db, caller).SingleOrDefaultAsync(row => row.Id == id, ct) is not { } subscriber) return TypedResults.NotFound();
        var password = BrokerPassword.Create();
        subscriber.RotatePassword(password.Hash, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await provisioner.TryAsync(id, ct)
            ? TypedResults.Ok(SubscriberCreated.For(await ReadAsync(db, id, ct), password, broker))
            : TypedResults.Accepted($"/api/clues/subscriptions/{id}", SubscriberCreated.For(subscriber, password, broker));
    }

    static async Task<Results<NoContent, Accepted, NotFound>> Delete(
        Guid id, Caller caller, CluesDb db, Provisioner provisioner, CancellationToken ct)
    {
        if (await Own(db, caller).SingleOrDefaultAsync(row => row.Id == id, ct) is not { } subscriber) return TypedResults.NotFound();
        subscriber.Delete();
        await db.SaveChangesAsync(ct);
        return await provisioner.TryAsync(id, ct) ? TypedResults.NoContent() : TypedResults.Accepted($"/api/clues/subscriptions/{id}");
    }

    static Task<Subscriber> ReadAsync(CluesDb db, Guid id, CancellationToken ct) =>
        db.Set<Subscriber>().AsNoTracking().SingleAsync(subscriber => subscriber.Id == id, ct);

    static async Task SaveNamedAsync(CluesDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RuleViolation("subscription.name_taken");
        }
    }
}
