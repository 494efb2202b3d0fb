using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Data;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Sources;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Forms;

/// <summary>A feedback form from its draft until the unit receives it (R34).</summary>
internal static class FormEndpoints
{
    public static void MapForms(this RouteGroupBuilder assessment)
    {
        var forms = assessment.MapGroup("/forms").WithTags("Forms");
        forms.MapFormLists();
        forms.MapPost("/", DraftAsync).RequireRole(AssessmentAccess.Keepers).WithIdempotency<AssessmentDb>()
            .WithName("DraftForm").WithSummary("Writes the first version of a feedback form (R34).");
        forms.MapGet("/{id:guid}", GetAsync).RequireRole(AssessmentAccess.Readers).WithName("GetForm").WithSummary("A feedback form in its latest version.");
        forms.MapPut("/{id:guid}", WriteAsync).RequireRole(AssessmentAccess.Keepers).WithName("WriteForm").WithSummary("Writes a new version. Needs If-Match.");
        forms.MapGet("/{id:guid}/versions", VersionsAsync).RequireRole(AssessmentAccess.Joint)
            .WithName("ListFormVersions").WithSummary("Every version as written, oldest first.");
        forms.MapPost("/{id:guid}/submit", SubmitAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("SubmitForm").WithSummary("Submits the latest version to the leaders of both bodies and the next joint meeting.");
        forms.MapPost("/{id:guid}/concur", ConcurAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("ConcurInForm").WithSummary("The caller's body agrees to the version read; once both did, it may be issued.");
        forms.MapPost("/{id:guid}/refuse", RefuseAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("RefuseForm").WithSummary("The caller's body refuses the version, with a reason.");
        forms.MapPost("/{id:guid}/issue", IssueAsync).RequireRole(AssessmentAccess.Keepers).WithIdempotency<AssessmentDb>()
            .WithName("IssueForm").WithSummary("Issues the version both bodies agreed on, under the next number.");
        forms.MapPost("/{id:guid}/acknowledge", AcknowledgeAsync).RequireRole(Others.Contact)
            .WithName("AcknowledgeForm").WithSummary("The unit acknowledges receipt, which starts the clock.");
        forms.MapGet("/{id:guid}/document", DocumentAsync).RequireRole(AssessmentAccess.Readers)
            .WithName("GetFormDocument").WithSummary("The form as a Word document; a draft is marked as such.")
            .Produces<FileContentHttpResult>(contentType: OfficialDocument.ContentType);
    }

    static Task<Results<Created<FormView>, NotFound>> DraftAsync([AsParameters] AssessmentCall call, FormContent request) => call.CreateAsync(
        Guid.CreateVersion7(),
        async (c, now) =>
        {
            await RequireTopicAsync(c, request);
            var year = DistrictTime.YearAt(now);
            var number = await c.Db.NextNumberAsync(c.Caller.District, Series.FormReference, year, c.Cancellation);
            var form = FeedbackForm.Draft(string.Create(CultureInfo.InvariantCulture, $"F{year}-{number:0000}"), request, c.Caller, now);
            c.Db.Add(form);
            await c.Db.SaveChangesAsync(c.Cancellation); // saved first, since uses of sources refer to it
            await c.Db.TakeSourcesAsync(form, c.Cancellation);
            return ((FeedbackForm, IEnumerable<IIntegrationEvent>)?)(form, []);
        },
        View(call), form => $"/api/assessment/forms/{form.Id}");

    static async Task<Results<Ok<FormView>, NotFound>> GetAsync([AsParameters] AssessmentCall call, Guid id)
    {
        if (await FindAsync(call, id) is not { } form) return TypedResults.NotFound();
        call.Http.SetEntityTag(form.Version);
        return TypedResults.Ok(View(call)(form));
    }

    static Task<Results<Ok<FormView>, NotFound>> WriteAsync([AsParameters] AssessmentCall call, Guid id, FormContent request) => call.AskAndRunAsync(
        id, c => FindAsync(c, id),
        async (form, now) =>
        {
            call.Http.Request.CheckMatch(form.Version, required: true);
            await RequireTopicAsync(call, request);
            form.Write(request, call.Caller, now);
            await call.Db.TakeSourcesAsync(form, call.Cancellation);
            return [];
        },
        View(call));

    static Task<Results<Ok<FormView>, NotFound>> SubmitAsync([AsParameters] AssessmentCall call, Guid id) => call.AskAndRunAsync(
        id, c => FindAsync(c, id),
        async (form, now) =>
        {
            await call.Db.RequireStandingAsync(form, call.Cancellation);
            return form.Submit(call.Caller, now);
        },
        View(call));

    static Task<Results<Ok<FormView>, NotFound>> ConcurAsync([AsParameters] AssessmentCall call, Guid id, ConcurRequest request) =>
        call.RunAsync(id, c => FindAsync(c, id), (form, now) => form.Concur(request.ContentHash, call.Caller, now), View(call));

    static Task<Results<Ok<FormView>, NotFound>> RefuseAsync([AsParameters] AssessmentCall call, Guid id, ReasonRequest request) =>
        call.RunAsync(id, c => FindAsync(c, id), (form, now) => form.Refuse(request.Reason, call.Caller, now), View(call));

    static Task<Results<Ok<FormView>, NotFound>> IssueAsync([AsParameters] AssessmentCall call, Guid id, DeadlineBook book) => call.AskAndRunAsync(
        id, c => FindAsync(c, id),
        async (form, now) =>
        {
            form.RequireAgreed(); // checked first, so that no number is wasted
            await call.Db.RequireStandingAsync(form, call.Cancellation);
            var contacts = await book.ContactsAsync(form.District, form.Unit, call.Cancellation);
            Require(contacts.Count > 0, FormRules.NoContact);
            var year = DistrictTime.YearAt(now);
            var number = await call.Db.NextNumberAsync(form.District, Series.Form, year, call.Cancellation);
            List<IIntegrationEvent> facts = [.. form.Issue($"〔{year}〕{number}号", contacts, call.Caller, now)];
            return [.. facts, .. await call.Db.FatesAsync(form, form.Items, now, call.Cancellation)];
        },
        View(call));

    static Task<Results<Ok<FormView>, NotFound>> AcknowledgeAsync([AsParameters] AssessmentCall call, Guid id, DeadlineBook book) => call.AskAndRunAsync(
        id, c => FindAsync(c, id),
        async (form, now) =>
        {
            List<IIntegrationEvent> facts = [.. form.Acknowledge(call.Caller, now)];
            return [.. facts, await book.StartAsync(form, item: null, now, call.Cancellation)];
        },
        View(call));

    static async Task<Results<Ok<IReadOnlyList<FormVersionView>>, NotFound>> VersionsAsync([AsParameters] AssessmentCall call, Guid id)
    {
        if (await FindAsync(call, id) is null) return TypedResults.NotFound();
        var versions = await call.Db.Set<FormVersion>().AsNoTracking().Where(v => v.FormId == id).OrderBy(v => v.Number).ToListAsync(call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<FormVersionView>>([.. versions.Select(FormVersionView.For)]);
    }

    static async Task<Results<FileContentHttpResult, NotFound>> DocumentAsync([AsParameters] AssessmentCall call, Guid id, DistrictNames districts)
    {
        if (await FindAsync(call, id) is not { } form) return TypedResults.NotFound();
        var document = FormDocument.Write(form, districts, DistrictTime.DayAt(call.Clock.GetUtcNow()), proof: call.Caller.IsAny(AssessmentAccess.Joint));
        call.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.File(document, OfficialDocument.ContentType, $"整改落实情况反馈单{form.Number ?? form.Reference}.docx");
    }

    /// <summary>Checks that the form's topic is in the district and not yet assessed; it cannot be assessed until the form is closed.</summary>
    static async Task RequireTopicAsync(AssessmentCall call, FormContent content)
    {
        if (content.TopicId is not { } topic) return;
        await call.Db.LockMatterAsync(topic, call.Cancellation);
        Require(await call.Db.Set<TopicCopy>().AnyAsync(t => t.Id == topic && t.District == call.Caller.District, call.Cancellation), FormRules.TopicUnknown);
        Require(!await call.Db.Set<TopicAssessment>().AnyAsync(a => a.TopicId == topic && a.RecordedAt != null, call.Cancellation), AssessmentRules.TopicAssessed);
    }

    /// <summary>The form with its items, as far as the caller may read it.</summary>
    internal static Task<FeedbackForm?> FindAsync(AssessmentCall call, Guid id) =>
        call.Db.Set<FeedbackForm>().Include(f => f.Items).Where(call.Access.Readable(call.Caller)).SingleOrDefaultAsync(f => f.Id == id, call.Cancellation);

    static Func<FeedbackForm, FormView> View(AssessmentCall call) => form => FormView.For(form, call.Caller);
}
