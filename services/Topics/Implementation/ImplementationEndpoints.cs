using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Implementation;

/// <summary>The implementation plan of a topic (R6). It may change while its topic waits for deliberation.</summary>
internal static class ImplementationEndpoints
{
    public static void MapImplementation(this RouteGroupBuilder topics)
    {
        var plan = topics.MapGroup("/{id:guid}/implementation").WithTags("Implementation");
        plan.MapGet("/", GetAsync).WithName("GetImplementationPlan").WithSummary("The implementation plan of a topic (实施方案, R6).");
        plan.MapPost("/", BeginAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("BeginImplementationPlan").WithSummary("Drafts the plan from the template of the topic's class.");
        plan.MapPut("/", EditAsync).RequireRole(WorkAccess.Keepers)
            .WithName("EditImplementationPlan").WithSummary("Changes a plan in draft. Needs If-Match.");
        plan.MapPost("/submit", SubmitAsync).RequireRole(WorkAccess.Keepers)
            .WithName("SubmitImplementationPlan").WithSummary("Submits the plan to the leaders of both bodies.");
        plan.MapPost("/concur", ConcurAsync).RequireRole(WorkAccess.Leaders)
            .WithName("ConcurInImplementationPlan").WithSummary("The caller's body concurs in the content read; once both do, the plan is approved.");
        plan.MapPost("/return", ReturnAsync).RequireRole(WorkAccess.Leaders)
            .WithName("ReturnImplementationPlan").WithSummary("A leader sends the plan back for change.");
        topics.MapTemplates();
        topics.MapTeams();
    }

    static async Task<Results<Ok<ImplementationView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid id)
    {
        if (await call.TopicAsync(id) is not { } topic || await FindAsync(call, topic.Id) is not { } plan) return TypedResults.NotFound();
        call.Http.SetEntityTag(plan.Version);
        return TypedResults.Ok(ImplementationView.For(plan));
    }

    static Task<Results<Created<ImplementationView>, NotFound>> BeginAsync([AsParameters] WorkCall call, Guid id, BeginPlanRequest request) =>
        call.CreateAsync(
            id,
            async (c, now) =>
            {
                if (await c.TopicInAsync(id, TopicStatus.Selected) is not { } topic) return null;
                Require(await FindAsync(c, id) is null, PlanExists);
                var template = await c.Db.Set<PlanTemplate>().AsNoTracking()
                    .SingleOrDefaultAsync(t => t.District == topic.District && t.TopicClass == topic.Class, c.Cancellation);
                var content = (template?.Content ?? TemplateContent.Usual).From(request.Starts);
                return ((ImplementationPlan, IIntegrationEvent?)?)(ImplementationPlan.Draft(topic.Id, content, c.Caller, now), null);
            },
            ImplementationView.For,
            _ => $"/api/topics/{id}/implementation");

    static Task<Results<Ok<ImplementationView>, NotFound>> EditAsync([AsParameters] WorkCall call, Guid id, PlanContent request) => call.AskAndRunAsync(
        id, c => FindOpenAsync(c, id),
        async (plan, now) =>
        {
            call.Http.Request.CheckMatch(plan.Version, required: true);
            Require(request.Schedule.All(step => step.From <= step.To), PlanScheduleUnsound);
            await CheckPeopleAsync(call, id, request);
            plan.Edit(request, now);
            return null;
        },
        ImplementationView.For);

    static Task<Results<Ok<ImplementationView>, NotFound>> SubmitAsync([AsParameters] WorkCall call, Guid id) => call.AskAndRunAsync(
        id, c => FindOpenAsync(c, id),
        async (plan, now) =>
        {
            await CheckPeopleAsync(call, id, plan.Content);
            return plan.Submit(call.Caller, now);
        },
        ImplementationView.For);

    static Task<Results<Ok<ImplementationView>, NotFound>> ConcurAsync([AsParameters] WorkCall call, Guid id, ContentConcurRequest request) => call.AskAndRunAsync(
        id, c => FindOpenAsync(c, id),
        async (plan, now) =>
        {
            var approved = plan.Concur(request.ContentHash, call.Caller, now);
            if (approved is null) return null;
            var topic = await call.Db.Topics.SingleAsync(t => t.Id == id, call.Cancellation);
            topic.Supervise(plan.Content.Units.Select(unit => unit.Code).OfType<string>());
            return approved;
        },
        ImplementationView.For);

    static Task<Results<Ok<ImplementationView>, NotFound>> ReturnAsync([AsParameters] WorkCall call, Guid id, WorkReasonRequest request) => call.RunAsync(
        id, c => FindOpenAsync(c, id), (plan, now) => plan.Return(request.Reason, call.Caller, now), ImplementationView.For);

    /// <summary>Checks that the plan names the topic's own active team, and leaders who are in office now.</summary>
    static async Task CheckPeopleAsync(WorkCall call, Guid topic, PlanContent content)
    {
        if (content.TeamId is { } team)
            Require(await call.Db.Set<Team>().AnyAsync(t => t.Id == team && t.TopicId == topic && t.Active, call.Cancellation), PlanTeamUnfit);
        if (content.CppccLeader is { } chair) Require(await HoldsAsync(call, chair, Cppcc.Chair), PlanLeaderUnfit);
        if (content.DisciplineLeader is { } leader) Require(await HoldsAsync(call, leader, Discipline.Leader), PlanLeaderUnfit);
    }

    static Task<bool> HoldsAsync(WorkCall call, Guid user, Role role) => call.Db.People.AnyAsync(
        p => p.UserId == user && p.District == call.Caller.District && p.Body == role.Body && p.Active && p.Roles.Contains(role.Name), call.Cancellation);

    static Task<ImplementationPlan?> FindAsync(WorkCall call, Guid topic) =>
        call.Db.Set<ImplementationPlan>().SingleOrDefaultAsync(plan => plan.TopicId == topic, call.Cancellation);

    static async Task<ImplementationPlan?> FindOpenAsync(WorkCall call, Guid topic) =>
        await call.TopicInAsync(topic, TopicStatus.Selected) is null ? null : await FindAsync(call, topic);
}
