using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Data;

namespace Supervision.Topics.Plans;

/// <summary>A request about the plan of one year.</summary>
internal readonly record struct PlanCall(
    [property: Range(2000, 2999)] int Year, Caller Caller, TopicsDb Db, TopicAccess Access, TimeProvider Clock, HttpContext Http, CancellationToken Cancellation)
{
    public Task<AnnualPlan?> FindAsync()
    {
        var year = Year;
        return Db.Plans.Where(Access.ReadablePlans(Caller)).SingleOrDefaultAsync(p => p.Year == year, Cancellation);
    }

    public async Task<Results<Ok<PlanView>, NotFound>> RunAsync(Func<AnnualPlan, DateTimeOffset, IIntegrationEvent?> command)
    {
        if (await FindAsync() is not { } plan) return TypedResults.NotFound();
        Http.Request.CheckMatch(plan.Version);
        if (command(plan, Clock.GetUtcNow()) is { } fact) Db.Enqueue(fact);
        await Db.SaveChangesAsync(Cancellation);
        Http.SetEntityTag(plan.Version);
        return TypedResults.Ok(PlanView.For(plan));
    }
}

/// <summary>The annual plan (R1): drafted and reported by the office, decided by the party's reviewers.</summary>
internal static class PlanEndpoints
{
    public static void MapPlans(this RouteGroupBuilder topics)
    {
        var plans = topics.MapGroup("/plans").WithTags("Plans");
        plans.MapGet("/", ListAsync).WithName("ListPlans").WithSummary("The plans the caller may read, newest year first.");
        plans.MapGet("/{year:int}", GetAsync).WithName("GetPlan").WithSummary("The plan of a year.");
        plans.MapGet("/{year:int}/page", PageAsync).RequireRole([.. TopicAccess.Joint, Others.Reviewer])
            .WithName("GetPlanPage").WithSummary("State of the year: target, selected, by field and class, meetings, what is late.");
        plans.MapPut("/{year:int}", WriteAsync).RequireRole(Cppcc.Office)
            .WithName("WritePlan").WithSummary("Drafts the plan of a year, or edits it. If-Match is needed where there is one.");
        plans.MapPost("/{year:int}/report", ReportAsync).RequireRole(Cppcc.Office)
            .WithName("ReportPlan").WithSummary("Reports the plan to the district committee (报区委请示).");
        plans.MapPost("/{year:int}/approve", ApproveAsync).RequireRole(Others.Reviewer)
            .WithName("ApprovePlan").WithSummary("Approves the plan and puts its target in force.");
        plans.MapPost("/{year:int}/return", ReturnAsync).RequireRole(Others.Reviewer)
            .WithName("ReturnPlan").WithSummary("Gives the plan back with a comment.");
        plans.MapPost("/{year:int}/amend", AmendAsync).RequireRole(Cppcc.Office)
            .WithName("AmendPlan").WithSummary("Reopens an approved plan, which stays in force until the amended one is approved.");
    }

    static async Task<Ok<IReadOnlyList<PlanView>>> ListAsync(Caller caller, TopicsDb db, TopicAccess access, CancellationToken ct)
    {
        var plans = await db.Plans.AsNoTracking().Where(access.ReadablePlans(caller)).OrderByDescending(p => p.Year).Take(100).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<PlanView>>([.. plans.Select(PlanView.For)]);
    }

    static async Task<Results<Ok<PlanView>, NotFound>> GetAsync([AsParameters] PlanCall call)
    {
        if (await call.FindAsync() is not { } plan) return TypedResults.NotFound();
        call.Http.SetEntityTag(plan.Version);
        return TypedResults.Ok(PlanView.For(plan));
    }

    static async Task<Ok<PlanPage>> PageAsync([AsParameters] PlanCall call, PlanPages pages) =>
        TypedResults.Ok(await pages.OfAsync(call.Caller.District, call.Year, call.Clock.GetUtcNow(), call.Cancellation));

    static async Task<Results<Ok<PlanView>, Created<PlanView>>> WriteAsync([AsParameters] PlanCall call, PlanRequest request)
    {
        var plan = await call.FindAsync();
        if (plan is null)
        {
            plan = AnnualPlan.Draft(call.Year, request.Target, request.Text, call.Caller, call.Clock.GetUtcNow());
            call.Db.Add(plan);
            await call.Db.SaveChangesAsync(call.Cancellation);
            call.Http.SetEntityTag(plan.Version);
            return TypedResults.Created($"/api/topics/plans/{call.Year}", PlanView.For(plan));
        }

        call.Http.Request.CheckMatch(plan.Version, required: true);
        plan.Edit(request.Target, request.Text);
        await call.Db.SaveChangesAsync(call.Cancellation);
        call.Http.SetEntityTag(plan.Version);
        return TypedResults.Ok(PlanView.For(plan));
    }

    static Task<Results<Ok<PlanView>, NotFound>> ReportAsync([AsParameters] PlanCall call) =>
        call.RunAsync((plan, now) => plan.Report(call.Caller, now));

    static Task<Results<Ok<PlanView>, NotFound>> ApproveAsync([AsParameters] PlanCall call, PlanApproval request) =>
        call.RunAsync((plan, now) => plan.Approve(request.Comment, call.Caller, now));

    static Task<Results<Ok<PlanView>, NotFound>> ReturnAsync([AsParameters] PlanCall call, PlanComment request) =>
        call.RunAsync((plan, now) => plan.Return(request.Comment, call.Caller, now));

    static Task<Results<Ok<PlanView>, NotFound>> AmendAsync([AsParameters] PlanCall call, PlanComment request) => call.RunAsync((plan, now) =>
    {
        plan.Amend(request.Comment, call.Caller, now);
        return null;
    });
}
