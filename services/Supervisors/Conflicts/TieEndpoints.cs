using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Conflicts;

/// <summary>Filters for the list of ties; all given ones apply.</summary>
internal sealed class TieQuery : ListQuery
{
    public Guid? Person { get; init; }

    /// <summary>Code of a unit.</summary>
    [PlainText(32)]
    public string? Unit { get; init; }

    /// <summary>Only current ties, or only withdrawn ones.</summary>
    public bool? Standing { get; init; }
}

/// <summary>Declared ties to units (R17).</summary>
internal static class TieEndpoints
{
    static readonly string[] Head = ["人员", "单位", "关系", "说明", "申报时间", "撤销时间", "撤销原因"];

    public static void MapTies(this RouteGroupBuilder supervisors)
    {
        var ties = supervisors.MapGroup("/ties").WithTags("Conflicts of interest");
        ties.MapGet("/", ListAsync).WithName("ListTies").WithSummary("The ties the caller reads, latest first: those who run supervision read all, the others their own.");
        ties.MapGet("/export", ExportAsync).WithName("ExportTies").WithSummary("The whole list as a spreadsheet.");
        ties.MapPost("/", DeclareAsync).RequireRole(SupervisorAccess.Everybody).WithIdempotency<SupervisorsDb>()
            .WithName("DeclareTie").WithSummary("Declares a tie to a unit, also for others by those who keep teams; flags conflicting engagements.");
        ties.MapPost("/{id:guid}/withdraw", WithdrawAsync).RequireRole(SupervisorAccess.Everybody).WithName("WithdrawTie").WithSummary("Withdraws a tie, which stays on record.");
    }

    static async Task<Ok<Page<TieView>>> ListAsync([AsParameters] RecordCall call, [AsParameters] TieQuery query)
    {
        query.Check();
        var ties = Filter(call, query);
        if (query.Position() is var (_, id)) ties = ties.Where(t => t.Id < id);
        var found = await ties.OrderByDescending(t => t.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, TieView.For, _ => "", t => t.Id));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] RecordCall call, [AsParameters] TieQuery query)
    {
        query.Check();
        var names = await call.NamesAsync();
        var ties = Filter(call, query).OrderByDescending(t => t.Id).AsAsyncEnumerable();
        return new SheetResult("回避申报", Head, ties.Select(t => new object?[]
        {
            names.GetValueOrDefault(t.UserId, ""), t.Unit, Labels.Of(t.Kind), t.Detail, Labels.At(t.DeclaredAt), Labels.At(t.WithdrawnAt), t.WithdrawnFor,
        }));
    }

    static IQueryable<Tie> Filter(RecordCall call, TieQuery query)
    {
        var ties = call.Db.Set<Tie>().AsNoTracking().Where(call.Access.ReadableTies(call.Caller));
        if (query.Pattern is { } pattern) ties = ties.Where(t => EF.Functions.ILike(t.Unit, pattern, @"\"));
        if (query.Person is { } person) ties = ties.Where(t => t.UserId == person);
        if (query.Unit is { } unit) ties = ties.Where(t => t.Unit == unit);
        if (query.Standing is { } standing) ties = ties.Where(t => (t.WithdrawnAt == null) == standing);
        return ties;
    }

    static async Task<Results<Created<DeclaredTie>, NotFound>> DeclareAsync([AsParameters] RecordCall call, TieRequest request, IEnumerable<IEngagementSource> sources)
    {
        var (caller, ct) = (call.Caller, call.Cancellation);
        var user = request.UserId ?? caller.UserId;
        if (user != caller.UserId && !caller.IsAny(SupervisorAccess.Keepers)) return TypedResults.NotFound();
        if (!await call.Db.People.AnyAsync(p => p.UserId == user && p.District == caller.District, ct)) return TypedResults.NotFound();
        Results<Created<DeclaredTie>, NotFound> result = TypedResults.NotFound();
        await call.Db.InTransactionAsync(async () =>
        {
            var now = call.Clock.GetUtcNow();
            var tie = Tie.Declare(user, request.Unit, request.Kind, request.Detail, caller, now);
            call.Db.Add(tie);
            await call.Db.SaveChangesAsync(ct);
            var flags = await FlagAsync(call, tie, sources, now);
            await call.Db.SaveChangesAsync(ct);
            result = TypedResults.Created($"/api/supervisors/ties?person={user}", new DeclaredTie(TieView.For(tie), [.. flags.Select(FlagView.For)]));
        }, ct);
        return result;
    }

    static async Task<List<ConflictFlag>> FlagAsync(RecordCall call, Tie tie, IEnumerable<IEngagementSource> sources, DateTimeOffset now)
    {
        var flags = new List<ConflictFlag>();
        foreach (var source in sources)
        {
            var running = await source.Running(tie.District, DistrictTime.DayAt(now)).Where(e => e.UserId == tie.UserId && e.Units.Contains(tie.Unit)).ToListAsync(call.Cancellation);
            flags.AddRange(running.Select(engagement => new ConflictFlag
            {
                Id = Guid.CreateVersion7(now),
                District = tie.District,
                TieId = tie.Id,
                UserId = tie.UserId,
                Unit = tie.Unit,
                Kind = engagement.Kind,
                MatterId = engagement.MatterId,
                Name = engagement.Name,
                At = now,
            }));
        }

        call.Db.AddRange(flags);
        foreach (var flag in flags) call.Db.Enqueue(new ConflictFlagged(flag.Id, flag.District, flag.UserId, KindOf(flag.Kind), flag.MatterId, call.Caller.UserId, now));
        return flags;
    }

    static Task<Results<Ok<TieView>, NotFound>> WithdrawAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.RunAsync<Tie, TieView>(
            $"tie/{id}",
            asked =>
            {
                var (user, keeps) = (asked.Caller.UserId, asked.Caller.IsAny(SupervisorAccess.Keepers));
                return asked.Db.Set<Tie>().Where(asked.Access.ReadableTies(asked.Caller))
                    .SingleOrDefaultAsync(t => t.Id == id && (keeps || t.UserId == user), asked.Cancellation);
            },
            (tie, now) =>
            {
                tie.Withdraw(request.Reason, call.Caller, now);
                return Task.FromResult<IReadOnlyList<IIntegrationEvent>>([]);
            },
            TieView.For);

    static string KindOf(EngagementKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
