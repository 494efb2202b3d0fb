using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Data;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Replies;
using Supervision.Assessment.Work;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Deadlines;

/// <summary>The clocks of a form, each with its explanation (R37), and requests for more time with their decisions (R36).</summary>
internal static class DeadlineEndpoints
{
    public static void MapDeadlines(this RouteGroupBuilder assessment)
    {
        assessment.MapClock();
        assessment.MapGet("/forms/{id:guid}/deadlines", OfFormAsync).RequireRole(AssessmentAccess.Readers).WithTags("Deadlines")
            .WithName("ListFormDeadlines").WithSummary("The clocks of a form and of its items, each explained day by day, with what moved it.");
        assessment.MapPost("/items/{itemId:guid}/extension", AskAsync).RequireRole(Others.Contact).WithIdempotency<AssessmentDb>().WithTags("Deadlines")
            .WithName("AskExtension").WithSummary("The unit asks for more time on the item's clock, before it runs out.");
        assessment.MapGet("/forms/{id:guid}/extensions", ExtensionsAsync).RequireRole([.. AssessmentAccess.Joint, Others.Contact]).WithTags("Deadlines")
            .WithName("ListExtensions").WithSummary("Requests for more time and the decisions on them.");
        assessment.MapPost("/extensions/{extensionId:guid}/grant", GrantAsync).RequireRole(AssessmentAccess.Judges).WithTags("Deadlines")
            .WithName("GrantExtension").WithSummary("The caller's body grants it; once both did, the deadline moves.");
        assessment.MapPost("/extensions/{extensionId:guid}/refuse", RefuseAsync).RequireRole(AssessmentAccess.Judges).WithTags("Deadlines")
            .WithName("RefuseExtension").WithSummary("The caller's body refuses it, which is enough.");
    }

    static async Task<Results<Ok<IReadOnlyList<DeadlineView>>, NotFound>> OfFormAsync([AsParameters] AssessmentCall call, Guid id)
    {
        if (await FormEndpoints.FindAsync(call, id) is null) return TypedResults.NotFound();
        var deadlines = await call.Db.Set<ReplyDeadline>().AsNoTracking().Include(d => d.Count).Where(d => d.FormId == id).ToListAsync(call.Cancellation);
        var events = (await call.Db.Set<DeadlineEvent>().AsNoTracking().Where(e => e.FormId == id).ToListAsync(call.Cancellation)).ToLookup(e => e.DeadlineId);
        var now = call.Clock.GetUtcNow();
        return TypedResults.Ok<IReadOnlyList<DeadlineView>>(
            [.. deadlines.OrderBy(d => d.ItemId is not null).ThenBy(d => d.From).Select(d => DeadlineView.For(d, events[d.Id], now))]);
    }

    static async Task<Results<Created<ExtensionView>, NotFound>> AskAsync([AsParameters] AssessmentCall call, Guid itemId, ExtensionRequest request, DeadlineBook book)
    {
        if (await call.Items().AsNoTracking().SingleOrDefaultAsync(i => i.Id == itemId, call.Cancellation) is not { } seen) return TypedResults.NotFound();
        return await call.CreateAsync(
            seen.FormId,
            async (c, now) =>
            {
                var form = await FormEndpoints.FindAsync(c, seen.FormId);
                var item = form?.Items.SingleOrDefault(i => i.Id == itemId);
                if (form is null || item is null) return null;
                form.RequireAwaited(item);
                Require(!await c.Db.Set<Extension>().AnyAsync(e => e.DeadlineId == item.DeadlineId && e.Status == ExtensionStatus.Asked, c.Cancellation), ClockRules.ExtensionPending);
                var (asked, fact) = Extension.Ask(await book.GetAsync(item.DeadlineId, c.Cancellation), request.Days, request.Reason, c.Caller, now);
                return ((Extension, IEnumerable<IIntegrationEvent>)?)(asked, [fact]);
            },
            extension => ExtensionView.For(extension, words: false), extension => $"/api/assessment/forms/{extension.FormId}/extensions");
    }

    static async Task<Results<Ok<IReadOnlyList<ExtensionView>>, NotFound>> ExtensionsAsync([AsParameters] AssessmentCall call, Guid id)
    {
        if (await FormEndpoints.FindAsync(call, id) is null) return TypedResults.NotFound();
        var asked = await call.Db.Set<Extension>().AsNoTracking().Where(e => e.FormId == id).OrderBy(e => e.AskedAt).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<ExtensionView>>([.. asked.Select(e => ExtensionView.For(e, call.Caller.IsAny(AssessmentAccess.Joint)))]);
    }

    static Task<Results<Ok<ExtensionView>, NotFound>> GrantAsync([AsParameters] AssessmentCall call, Guid extensionId, DeadlineBook book) =>
        SayAsync(call, extensionId, book, grants: true, reason: null);

    static Task<Results<Ok<ExtensionView>, NotFound>> RefuseAsync([AsParameters] AssessmentCall call, Guid extensionId, ReasonRequest request, DeadlineBook book) =>
        SayAsync(call, extensionId, book, grants: false, request.Reason);

    static async Task<Results<Ok<ExtensionView>, NotFound>> SayAsync(AssessmentCall call, Guid extensionId, DeadlineBook book, bool grants, string? reason)
    {
        if (await Readable(call).AsNoTracking().SingleOrDefaultAsync(e => e.Id == extensionId, call.Cancellation) is not { } seen) return TypedResults.NotFound();
        return await call.AskAndRunAsync(
            seen.FormId, c => Readable(c).SingleOrDefaultAsync(e => e.Id == extensionId, c.Cancellation),
            async (extension, now) =>
            {
                extension.Say(grants, reason, call.Caller, now);
                if (extension.Status is ExtensionStatus.Asked) return [];
                var deadline = await book.GetAsync(extension.DeadlineId, call.Cancellation);
                var contacts = await book.ContactsAsync(extension.District, extension.Unit, call.Cancellation);
                var granted = extension.Status is ExtensionStatus.Granted;
                var fact = new ExtensionDecided(
                    extension.Id, extension.District, extension.FormId, deadline.Reference, extension.Unit, granted, contacts, call.Caller.UserId, now);
                return granted ? [fact, await book.ExtendAsync(deadline, extension.Days, now, call.Cancellation)] : [fact];
            },
            extension => ExtensionView.For(extension, words: true));
    }

    /// <summary>Only those who run assessment decide, and they read all requests of the district.</summary>
    static IQueryable<Extension> Readable(AssessmentCall call) =>
        call.Db.Set<Extension>().Where(e => call.Db.Set<FeedbackForm>().Where(call.Access.Readable(call.Caller)).Any(f => f.Id == e.FormId));
}
