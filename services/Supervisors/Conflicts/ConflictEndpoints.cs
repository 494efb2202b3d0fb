using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Roster;

namespace Supervision.Supervisors.Conflicts;

/// <summary>Filters for the list of flags; all given ones apply.</summary>
internal sealed class FlagQuery : ListQuery
{
    public Guid? Person { get; init; }

    /// <summary>Only those open, or only those settled.</summary>
    public bool? Open { get; init; }
}

/// <summary>Overrides by the chair, and running engagements that conflict with a tie declared later (R17).</summary>
internal static class ConflictEndpoints
{
    static readonly string[] OverrideHead = ["人员", "单位", "事项", "有效至", "理由", "批准人", "批准时间"];

    static readonly string[] FlagHead = ["人员", "单位", "事项", "名称", "发现时间", "处理时间", "处理情况"];

    public static void MapConflicts(this RouteGroupBuilder supervisors)
    {
        var overrides = supervisors.MapGroup("/overrides").WithTags("Conflicts of interest");
        overrides.MapGet("/", OverridesAsync).WithName("ListConflictOverrides").WithSummary("The overrides the caller reads, latest first.");
        overrides.MapGet("/export", ExportOverridesAsync).WithName("ExportConflictOverrides").WithSummary("The whole list as a spreadsheet.");
        overrides.MapPost("/", OverrideAsync).RequireRole(Cppcc.Chair).WithIdempotency<SupervisorsDb>()
            .WithName("OverrideConflict").WithSummary("Lets somebody work on a unit they have ties to, with a recorded reason.");
        var flags = supervisors.MapGroup("/conflict-flags").WithTags("Conflicts of interest");
        flags.MapGet("/", FlagsAsync).WithName("ListConflictFlags").WithSummary("Engagements running when a tie was declared, latest first.");
        flags.MapGet("/export", ExportFlagsAsync).WithName("ExportConflictFlags").WithSummary("The whole list as a spreadsheet.");
        flags.MapPost("/{id:guid}/settle", SettleAsync).RequireRole([.. SupervisorAccess.Keepers, Cppcc.Chair])
            .WithName("SettleConflictFlag").WithSummary("Records what was done about it.");
    }

    static async Task<Ok<Page<OverrideView>>> OverridesAsync([AsParameters] RecordCall call, [AsParameters] ListQuery query)
    {
        query.Check();
        var overrides = Overrides(call, query);
        if (query.Position() is var (_, id)) overrides = overrides.Where(o => o.Id < id);
        var found = await overrides.OrderByDescending(o => o.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, OverrideView.For, _ => "", o => o.Id));
    }

    static async Task<Results<Created<OverrideView>, NotFound>> OverrideAsync([AsParameters] RecordCall call, OverrideRequest request)
    {
        var (caller, now) = (call.Caller, call.Clock.GetUtcNow());
        if (!await call.Db.People.AnyAsync(p => p.UserId == request.UserId && p.District == caller.District, call.Cancellation)) return TypedResults.NotFound();
        var given = new ConflictOverride
        {
            Id = Guid.CreateVersion7(now),
            District = caller.District,
            UserId = request.UserId,
            Unit = request.Unit,
            Kind = request.Kind,
            Until = request.Until,
            Why = request.Reason,
            By = caller.UserId,
            At = now,
        };
        call.Db.Add(given);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Created("/api/supervisors/overrides", OverrideView.For(given));
    }

    static async Task<Ok<Page<FlagView>>> FlagsAsync([AsParameters] RecordCall call, [AsParameters] FlagQuery query)
    {
        query.Check();
        var flags = Flags(call, query);
        if (query.Position() is var (_, id)) flags = flags.Where(f => f.Id < id);
        var found = await flags.OrderByDescending(f => f.Id).Take(query.PageSize + 1).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, FlagView.For, _ => "", f => f.Id));
    }

    static Task<Results<Ok<FlagView>, NotFound>> SettleAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.RunAsync<ConflictFlag, FlagView>(
            $"flag/{id}",
            asked => asked.Db.Set<ConflictFlag>().Where(asked.Access.ReadableFlags(asked.Caller)).SingleOrDefaultAsync(f => f.Id == id, asked.Cancellation),
            (flag, now) =>
            {
                flag.Settle(request.Reason, call.Caller, now);
                return Task.FromResult<IReadOnlyList<IIntegrationEvent>>([]);
            },
            FlagView.For);

    static async Task<SheetResult> ExportOverridesAsync([AsParameters] RecordCall call, [AsParameters] ListQuery query)
    {
        query.Check();
        var names = await call.NamesAsync();
        return new SheetResult("回避例外批准", OverrideHead, Overrides(call, query).OrderByDescending(o => o.Id).AsAsyncEnumerable().Select(o => new object?[]
        {
            names.GetValueOrDefault(o.UserId, ""), o.Unit, Labels.Of(o.Kind), Labels.Day(o.Until), o.Why, names.GetValueOrDefault(o.By, ""), Labels.At(o.At),
        }));
    }

    static async Task<SheetResult> ExportFlagsAsync([AsParameters] RecordCall call, [AsParameters] FlagQuery query)
    {
        query.Check();
        var names = await call.NamesAsync();
        return new SheetResult("回避事项", FlagHead, Flags(call, query).OrderByDescending(f => f.Id).AsAsyncEnumerable().Select(f => new object?[]
        {
            names.GetValueOrDefault(f.UserId, ""), f.Unit, Labels.Of(f.Kind), f.Name, Labels.At(f.At), Labels.At(f.SettledAt), f.SettledHow,
        }));
    }

    static IQueryable<ConflictOverride> Overrides(RecordCall call, ListQuery query)
    {
        var overrides = call.Db.Set<ConflictOverride>().AsNoTracking().Where(call.Access.ReadableOverrides(call.Caller));
        return query.Pattern is { } pattern ? overrides.Where(o => EF.Functions.ILike(o.Unit, pattern, @"\")) : overrides;
    }

    static IQueryable<ConflictFlag> Flags(RecordCall call, FlagQuery query)
    {
        var flags = call.Db.Set<ConflictFlag>().AsNoTracking().Where(call.Access.ReadableFlags(call.Caller));
        if (query.Pattern is { } pattern) flags = flags.Where(f => EF.Functions.ILike(f.Name, pattern, @"\"));
        if (query.Person is { } person) flags = flags.Where(f => f.UserId == person);
        if (query.Open is { } open) flags = flags.Where(f => (f.SettledAt == null) == open);
        return flags;
    }
}
