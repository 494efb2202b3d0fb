using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Work;

namespace Supervision.Topics.Implementation;

/// <summary>A district's templates for implementation plans, one per class of topics, kept by the conference's admin.</summary>
internal static class TemplateEndpoints
{
    public static void MapTemplates(this RouteGroupBuilder topics)
    {
        topics.MapGet("/plan-templates/{topicClass}", GetAsync).RequireRole([.. WorkAccess.Keepers, Cppcc.Admin]).WithTags("Implementation")
            .WithName("GetPlanTemplate").WithSummary("The template of a class; the common one where the district has none of its own.");
        topics.MapPut("/plan-templates/{topicClass}", SetAsync).RequireRole(Cppcc.Admin).WithTags("Implementation")
            .WithName("SetPlanTemplate").WithSummary("Sets the template of a class.");
    }

    static async Task<Ok<PlanTemplateView>> GetAsync([AsParameters] WorkCall call, [RegularExpression(Codes.Pattern)] string topicClass)
    {
        var template = await FindAsync(call, topicClass);
        call.Http.SetEntityTag(template?.Version ?? 0);
        return TypedResults.Ok(new PlanTemplateView(topicClass, template?.Content ?? TemplateContent.Usual, template?.ChangedAt));
    }

    static async Task<Ok<PlanTemplateView>> SetAsync(
        [AsParameters] WorkCall call, [RegularExpression(Codes.Pattern)] string topicClass, TemplateContent request)
    {
        var template = await FindAsync(call, topicClass);
        call.Http.Request.CheckMatch(template?.Version ?? 0);
        var (user, now) = (call.Caller.UserId, call.Clock.GetUtcNow());
        if (template is null)
            call.Db.Add(template = new() { District = call.Caller.District, TopicClass = topicClass, Content = request, ChangedBy = user, ChangedAt = now });
        else (template.Content, template.ChangedBy, template.ChangedAt) = (request, user, now);
        await call.Db.SaveChangesAsync(call.Cancellation);
        call.Http.SetEntityTag(template.Version);
        return TypedResults.Ok(new PlanTemplateView(topicClass, template.Content, template.ChangedAt));
    }

    static Task<PlanTemplate?> FindAsync(WorkCall call, string topicClass) => call.Db.Set<PlanTemplate>()
        .SingleOrDefaultAsync(t => t.District == call.Caller.District && t.TopicClass == topicClass, call.Cancellation);
}
