using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Activities;

/// <param name="Own">Whether it is the district's own.</param>
public sealed record ActivityKindView(string Code, string Label, bool Active, bool Own);

/// <param name="Label">As its users call it.</param>
public sealed record ActivityKindRequest([PlainText(100)] string Label, bool Active = true);

/// <summary>The kinds of activities: the common ones, and those the conference's admin adds for the district.</summary>
internal static class ActivityKindEndpoints
{
    public static void MapActivityKinds(this RouteGroupBuilder topics)
    {
        topics.MapGet("/activity-kinds", ListAsync).RequireRole([.. WorkAccess.Everybody, Cppcc.Admin]).WithTags("Activities")
            .WithName("ListActivityKinds").WithSummary("The common kinds of activities and the district's own.");
        topics.MapPut("/activity-kinds/{code}", SetAsync).RequireRole(Cppcc.Admin).WithTags("Activities")
            .WithName("SetActivityKind").WithSummary("Adds a kind of the district's own, or changes one.").ProducesProblem(StatusCodes.Status409Conflict);
    }

    static async Task<Ok<IReadOnlyList<ActivityKindView>>> ListAsync([AsParameters] WorkCall call)
    {
        var district = call.Caller.District;
        var own = await call.Db.Set<ActivityKind>().AsNoTracking().Where(k => k.District == district).OrderBy(k => k.Code).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<ActivityKindView>>(
        [
            .. ActivityKinds.Common.Select(kind => new ActivityKindView(kind.Key, kind.Value, true, false)),
            .. own.Select(kind => new ActivityKindView(kind.Code, kind.Label, kind.Active, true)),
        ]);
    }

    static async Task<Ok<ActivityKindView>> SetAsync([AsParameters] WorkCall call, [RegularExpression(Codes.Pattern)] string code, ActivityKindRequest request)
    {
        Require(!ActivityKinds.Common.ContainsKey(code), ActivityKindCommon);
        var (district, user, now) = (call.Caller.District, call.Caller.UserId, call.Clock.GetUtcNow());
        var kind = await call.Db.Set<ActivityKind>().SingleOrDefaultAsync(k => k.District == district && k.Code == code, call.Cancellation);
        if (kind is null)
        {
            kind = new() { District = district, Code = code, Label = request.Label, Active = request.Active, ChangedBy = user, ChangedAt = now };
            call.Db.Add(kind);
        }

        (kind.Label, kind.Active, kind.ChangedBy, kind.ChangedAt) = (request.Label, request.Active, user, now);
        await call.Db.SaveChangesAsync(call.Cancellation);
        return TypedResults.Ok(new ActivityKindView(kind.Code, kind.Label, kind.Active, true));
    }
}
