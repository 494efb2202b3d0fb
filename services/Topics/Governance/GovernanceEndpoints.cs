using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings;

namespace Supervision.Topics.Governance;

/// <summary>The rules and leading group both bodies work under, visible to both (R3).</summary>
internal static class GovernanceEndpoints
{
    public static void MapGovernance(this RouteGroupBuilder topics)
    {
        topics.MapGet("/leading-group", GroupAsync).RequireRole(MeetingAccess.BothBodies)
            .WithName("GetLeadingGroup").WithSummary("The joint leading group (联合领导小组) as it is now.");
        topics.MapGet("/leading-group/versions", GroupsAsync).RequireRole(MeetingAccess.BothBodies)
            .WithName("ListLeadingGroups").WithSummary("All versions of the joint leading group, latest first.");
        topics.MapPut("/leading-group", SetGroupAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("SetLeadingGroup").WithSummary("Sets the group's members as its next version. Needs If-Match.");
        topics.MapGet("/joint-rules", RulesAsync).RequireRole(MeetingAccess.BothBodies)
            .WithName("ListJointRules").WithSummary("The documents the bodies work under (实施意见), each in its latest version.");
        topics.MapGet("/joint-rules/{id:guid}", RuleAsync).RequireRole(MeetingAccess.BothBodies)
            .WithName("GetJointRule").WithSummary("All versions of a document, latest first.");
        topics.MapPost("/joint-rules", AddRuleAsync).RequireRole(MeetingAccess.Conveners).WithIdempotency<TopicsDb>()
            .WithName("AddJointRule").WithSummary("Adds a document.");
        topics.MapPut("/joint-rules/{id:guid}", ReviseRuleAsync).RequireRole(MeetingAccess.Conveners)
            .WithName("ReviseJointRule").WithSummary("Adds the next version of a document. Needs If-Match.");
    }

    static async Task<Results<Ok<LeadingGroupView>, NotFound>> GroupAsync(Caller caller, TopicsDb db, HttpContext http, CancellationToken ct)
    {
        var group = await Groups(db, caller).FirstOrDefaultAsync(ct);
        http.SetEntityTag((uint)(group?.Version ?? 0));
        return group is null ? TypedResults.NotFound() : TypedResults.Ok(LeadingGroupView.For(group));
    }

    static async Task<Ok<IReadOnlyList<LeadingGroupView>>> GroupsAsync(Caller caller, TopicsDb db, CancellationToken ct)
    {
        var groups = await Groups(db, caller).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<LeadingGroupView>>([.. groups.Select(LeadingGroupView.For)]);
    }

    static async Task<Ok<LeadingGroupView>> SetGroupAsync(
        LeadingGroupRequest request, Caller caller, TopicsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var version = await Groups(db, caller).Select(g => g.Version).FirstOrDefaultAsync(ct);
        http.Request.CheckMatch((uint)version, required: true);
        LeadingGroup.RequireBothBodies(request.Members);
        var group = new LeadingGroup
        {
            District = caller.District,
            Version = version + 1, // the key refuses the second of two concurrent ones
            Members = request.Members,
            Basis = request.Basis,
            From = request.From,
            By = caller.UserId,
            At = clock.GetUtcNow(),
        };
        db.Add(group);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag((uint)group.Version);
        return TypedResults.Ok(LeadingGroupView.For(group));
    }

    static async Task<Ok<IReadOnlyList<JointRuleRow>>> RulesAsync(Caller caller, TopicsDb db, CancellationToken ct)
    {
        var rules = Rules(db, caller);
        var latest = await rules.Where(r => !rules.Any(next => next.Id == r.Id && next.Version > r.Version)).OrderByDescending(r => r.Id)
            .Select(r => new JointRuleRow(r.Id, r.Version, r.Title, r.Number, r.Effective, r.At)).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<JointRuleRow>>(latest);
    }

    static async Task<Results<Ok<IReadOnlyList<JointRuleView>>, NotFound>> RuleAsync(Guid id, Caller caller, TopicsDb db, HttpContext http, CancellationToken ct)
    {
        var versions = await Rules(db, caller).Where(r => r.Id == id).OrderByDescending(r => r.Version).ToListAsync(ct);
        if (versions.Count == 0) return TypedResults.NotFound();
        http.SetEntityTag((uint)versions[0].Version);
        return TypedResults.Ok<IReadOnlyList<JointRuleView>>([.. versions.Select(JointRuleView.For)]);
    }

    static async Task<Created<JointRuleRow>> AddRuleAsync(
        JointRuleRequest request, Caller caller, TopicsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return TypedResults.Created("/api/topics/joint-rules", await AddAsync(Guid.CreateVersion7(now), 1, request, caller, db, now, http, ct));
    }

    static async Task<Results<Ok<JointRuleRow>, NotFound>> ReviseRuleAsync(
        Guid id, JointRuleRequest request, Caller caller, TopicsDb db, TimeProvider clock, HttpContext http, CancellationToken ct)
    {
        var version = await Rules(db, caller).Where(r => r.Id == id).MaxAsync(r => (int?)r.Version, ct);
        if (version is null) return TypedResults.NotFound();
        http.Request.CheckMatch((uint)version.Value, required: true);
        return TypedResults.Ok(await AddAsync(id, version.Value + 1, request, caller, db, clock.GetUtcNow(), http, ct));
    }

    static async Task<JointRuleRow> AddAsync(
        Guid id, int version, JointRuleRequest request, Caller caller, TopicsDb db, DateTimeOffset now, HttpContext http, CancellationToken ct)
    {
        var rule = new JointRule
        {
            Id = id,
            Version = version,
            District = caller.District,
            Title = request.Title,
            Number = request.Number,
            Text = request.Text,
            Effective = request.Effective,
            By = caller.UserId,
            ByBody = caller.Body,
            At = now,
        };
        db.Add(rule);
        await db.SaveChangesAsync(ct);
        http.SetEntityTag((uint)version);
        return JointRuleRow.For(rule);
    }

    static IQueryable<LeadingGroup> Groups(TopicsDb db, Caller caller) =>
        db.Set<LeadingGroup>().AsNoTracking().Where(g => g.District == caller.District).OrderByDescending(g => g.Version);

    static IQueryable<JointRule> Rules(TopicsDb db, Caller caller) => db.Set<JointRule>().AsNoTracking().Where(r => r.District == caller.District);
}
