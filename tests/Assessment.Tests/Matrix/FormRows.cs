using Supervision.Assessment.Tests.Forms;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing.Matrix;
using static Supervision.Assessment.Tests.Forms.FormCases;

namespace Supervision.Assessment.Tests.Matrix;

/// <summary>Forms, answers, deadlines, the rectification list, and the assessment of topics.</summary>
public static class FormRows
{
    public static readonly Role[] Joint =
    [
        Cppcc.Office, Cppcc.Secretary, Cppcc.Chair, Cppcc.Liaison, Cppcc.System, Discipline.Leader, Discipline.Liaison, Discipline.System,
    ];

    static readonly Role[] Bodies = [.. Joint, Cppcc.Member, Cppcc.Supervisor, Discipline.Intake, Discipline.Handler, Discipline.Resident];
    static readonly Role[] Readers = [.. Bodies, Others.Contact];
    static readonly Role[] Keepers = [Cppcc.Office, Cppcc.Liaison, Discipline.Liaison];
    static readonly Role[] Leaders = [Cppcc.Chair, Discipline.Leader];
    static readonly Role[] Judges = [.. Keepers, .. Leaders];
    static readonly Role[] Contact = [Others.Contact];

    static readonly RecordKind<Affairs> Draft = Form("draft", f => f.DraftAsync());
    static readonly RecordKind<Affairs> Consulting = Form("consulting", f => f.ConsultingAsync());
    static readonly RecordKind<Affairs> Agreed = Form("agreed", f => f.AgreedAsync());
    static readonly RecordKind<Affairs> Issued = Form("issued", f => f.IssuedAsync());
    static readonly RecordKind<Affairs> Received = Form("received", f => f.ReceivedAsync());
    static readonly RecordKind<Affairs> Replied = Form("replied", f => f.RepliedAsync());
    static readonly RecordKind<Affairs> Closed = Form("closed", f => f.ClosedAsync());

    static readonly RecordKind<Affairs> Drafted = Form("drafted reply", async f =>
    {
        var form = await f.ReceivedAsync();
        await f.DraftReplyAsync((await f.ItemsAsync(form))[0]);
        return form;
    });

    static readonly RecordKind<Affairs> Asked = new("asked extension", async affairs =>
    {
        var cases = new FormCases(affairs);
        var form = await cases.ReceivedAsync();
        var extension = await cases.AskExtensionAsync((await cases.ItemsAsync(form))[0]);
        await cases.GiveToUnitAsync(form);
        return About(form, ("extensionId", $"{extension}"));
    });

    static readonly RecordKind<Affairs> Finding = new("finding", async affairs => new(await new FormCases(affairs).FindingAsync()));
    static readonly RecordKind<Affairs> ClockChange = new("clock change", async affairs => new(await new FormCases(affairs).ClockChangedAsync()));

    static readonly RecordKind<Affairs> DraftEvidence = Evidence("draft evidence", sent: false);
    static readonly RecordKind<Affairs> SentEvidence = Evidence("sent evidence", sent: true);

    static readonly RecordKind<Affairs> Concluding = Topic("concluding topic", (f, topic) => Task.FromResult(topic));
    static readonly RecordKind<Affairs> Assessed = Topic("drafted assessment", (f, topic) => f.AssessmentAsync(topic));
    static readonly RecordKind<Affairs> Submitted = Topic("submitted assessment", (f, topic) => f.AssessmentAsync(topic, submitted: true));

    static readonly RecordKind<Affairs> Recorded = Topic("recorded assessment", async (f, topic) =>
    {
        await f.AssessmentAsync(topic, submitted: true);
        var hash = (await f.Api.GetAsync(f.Of.Chair, $"{Root}/topics/{topic}/assessment"))["contentHash"];
        foreach (var leader in new[] { f.Of.Chair, f.Of.Leader }) (await f.Api.PostAsync(leader, $"{Root}/topics/{topic}/assessment/concur", new { contentHash = hash })).Ok();
        return topic;
    });

    static readonly AccessRow<Affairs>[] Forms =
    [
        new("GET /api/assessment/forms/") { Roles = Readers, Shows = Issued },
        new("GET /api/assessment/forms/export") { Roles = Readers },
        new("POST /api/assessment/forms/") { Roles = Keepers, Body = (a, _) => new FormCases(a).Content() },
        new("GET /api/assessment/forms/{id:guid}") { Roles = Readers, Of = Draft, Sees = Joint },
        new("GET /api/assessment/forms/{id:guid}") { Roles = Readers, Of = Issued, Sees = Readers },
        new("PUT /api/assessment/forms/{id:guid}") { Roles = Keepers, Of = Draft, Sees = Joint, Body = (a, _) => new FormCases(a).Content() },
        new("GET /api/assessment/forms/{id:guid}/versions") { Roles = Joint, Of = Draft, Sees = Joint },
        new("POST /api/assessment/forms/{id:guid}/submit") { Roles = Keepers, Of = Draft, Sees = Joint },
        new("POST /api/assessment/forms/{id:guid}/concur") { Roles = Leaders, Of = Consulting, Sees = Joint, Body = (_, c) => Hash(c) },
        new("POST /api/assessment/forms/{id:guid}/refuse") { Roles = Leaders, Of = Consulting, Sees = Joint, Body = (_, _) => Reason },
        new("POST /api/assessment/forms/{id:guid}/issue") { Roles = Keepers, Of = Agreed, Sees = Joint },
        new("POST /api/assessment/forms/{id:guid}/acknowledge") { Roles = Contact, Of = Issued, Sees = Readers },
        new("GET /api/assessment/forms/{id:guid}/document") { Roles = Readers, Of = Issued, Sees = Readers },
        new("GET /api/assessment/sources") { Roles = Joint, Shows = Finding },
    ];

    static readonly AccessRow<Affairs>[] Answers =
    [
        new("GET /api/assessment/items/{itemId:guid}") { Roles = Readers, Of = Replied, Sees = Readers },
        new("PUT /api/assessment/items/{itemId:guid}/reply") { Roles = Contact, Of = Received, Sees = Readers, Body = (_, _) => Reply },
        new("POST /api/assessment/items/{itemId:guid}/reply/send") { Roles = Contact, Of = Drafted, Sees = Readers },
        new("POST /api/assessment/items/{itemId:guid}/judge") { Roles = Judges, Of = Replied, Sees = Readers, Body = (_, _) => Judgement(1, accept: true) },
        new("GET /api/assessment/replies/{id:guid}/files/") { Of = DraftEvidence, Sees = Contact },
        new("GET /api/assessment/replies/{id:guid}/files/") { Of = SentEvidence, Sees = Readers },
        new("GET /api/assessment/replies/{id:guid}/files/{fileId:guid}") { Of = SentEvidence, Sees = Readers },
        new("POST /api/assessment/replies/{id:guid}/files/") { Roles = Contact, Of = DraftEvidence, Sees = Contact, Query = "?name=note.txt", Body = (_, _) => Attachment() },
        new("DELETE /api/assessment/replies/{id:guid}/files/{fileId:guid}") { Roles = Contact, Of = DraftEvidence, Sees = Contact },
    ];

    static readonly AccessRow<Affairs>[] Deadlines =
    [
        new("GET /api/assessment/forms/{id:guid}/deadlines") { Roles = Readers, Of = Received, Sees = Readers },
        new("POST /api/assessment/items/{itemId:guid}/extension") { Roles = Contact, Of = Received, Sees = Readers, Body = (_, _) => new { days = 5, reason = "整改涉及多个科室" } },
        new("GET /api/assessment/forms/{id:guid}/extensions") { Roles = [.. Joint, Others.Contact], Of = Asked, Sees = [.. Joint, Others.Contact] },
        new("POST /api/assessment/extensions/{extensionId:guid}/grant") { Roles = Judges, Of = Asked, Sees = Joint },
        new("POST /api/assessment/extensions/{extensionId:guid}/refuse") { Roles = Judges, Of = Asked, Sees = Joint, Body = (_, _) => Reason },
        new("GET /api/assessment/clock/") { Roles = Readers },
        new("GET /api/assessment/clock/changes") { Roles = Readers, Shows = ClockChange },
        new("GET /api/assessment/clock/preview") { Roles = Leaders, Shows = Received, Query = "?mode=WorkingDays" },
        new("PUT /api/assessment/clock/rule") { Roles = Leaders, Before = CalendarDays, Body = (_, _) => new { mode = "workingDays" } },
        new("POST /api/assessment/clock/pause") { Roles = Leaders, Before = CalendarDays, Body = (_, _) => Reason },
        new("POST /api/assessment/clock/resume") { Roles = Leaders, Before = Paused },
    ];

    static readonly AccessRow<Affairs>[] Rectification =
    [
        new("GET /api/assessment/items/") { Roles = Readers, Shows = Issued },
        new("GET /api/assessment/items/export") { Roles = Readers },
        new("GET /api/assessment/items/{itemId:guid}/look-backs") { Roles = Bodies, Of = Closed, Sees = Bodies },
        new("POST /api/assessment/items/{itemId:guid}/look-back") { Roles = Judges, Of = Closed, Sees = Readers, Body = (_, _) => new { relapsed = true, note = "整改回潮" } },
        new("GET /api/assessment/look-backs") { Roles = Bodies, Shows = Closed },
    ];

    static readonly AccessRow<Affairs>[] Closing =
    [
        new("GET /api/assessment/topics/{topicId:guid}/assessment/") { Roles = Bodies, Of = Assessed, Sees = Joint },
        new("GET /api/assessment/topics/{topicId:guid}/assessment/") { Roles = Bodies, Of = Recorded, Sees = Bodies },
        new("PUT /api/assessment/topics/{topicId:guid}/assessment/") { Roles = Keepers, Of = Concluding, Sees = Joint, Body = (_, _) => AssessmentContent },
        new("POST /api/assessment/topics/{topicId:guid}/assessment/submit") { Roles = Keepers, Of = Assessed, Sees = Joint },
        new("POST /api/assessment/topics/{topicId:guid}/assessment/concur") { Roles = Leaders, Of = Submitted, Sees = Joint, Body = (_, c) => Hash(c) },
        new("POST /api/assessment/topics/{topicId:guid}/assessment/refuse") { Roles = Leaders, Of = Submitted, Sees = Joint, Body = (_, _) => Reason },
    ];

    /// <summary>Dead letters.</summary>
    static readonly AccessRow<Affairs>[] Operation = [new("GET /api/assessment/dead-letters/") { Roles = [Cppcc.Admin, Discipline.Admin], WithoutDatabase = true }];

    public static IReadOnlyList<AccessRow<Affairs>> Rows { get; } = [.. Operation, .. Forms, .. Answers, .. Deadlines, .. Rectification, .. Closing];

    static object Hash(Case about) => new { contentHash = about.Values!["hash"] };

    static RecordKind<Affairs> Form(string name, Func<FormCases, Task<Guid>> make) => new($"form: {name}", async affairs =>
    {
        var cases = new FormCases(affairs);
        var form = await make(cases);
        var (hash, items) = (await cases.HashAsync(form), await cases.ItemsAsync(form));
        await cases.GiveToUnitAsync(form);
        return About(form, ("hash", hash), ("itemId", $"{(items.Count > 0 ? items[0] : Guid.Empty)}"));
    });

    static RecordKind<Affairs> Evidence(string name, bool sent) => new($"form: {name}", async affairs =>
    {
        var cases = new FormCases(affairs);
        var form = await cases.ReceivedAsync();
        var item = (await cases.ItemsAsync(form))[0];
        var reply = await cases.DraftReplyAsync(item);
        var file = (await cases.Api.PostAsync(affairs.Contact, $"{Root}/replies/{reply}/files?name=note.txt", Attachment())).Id;
        if (sent) (await cases.Api.PostAsync(affairs.Contact, $"{Root}/items/{item}/reply/send")).Ok();
        await cases.GiveToUnitAsync(form);
        return About(reply, ("fileId", $"{file}"));
    });

    static RecordKind<Affairs> Topic(string name, Func<FormCases, Guid, Task<Guid>> make) => new($"topic: {name}", async affairs =>
    {
        var cases = new FormCases(affairs);
        var topic = await make(cases, await cases.TopicAsync());
        var found = await cases.Api.GetAsync(affairs.Chair, $"{Root}/topics/{topic}/assessment");
        return About(topic, ("topicId", $"{topic}"), ("hash", found.IsSuccess ? found["contentHash"] : ""));
    }, OfUnit: false);

    /// <summary>Resets the clock, so that each caller finds it in its initial state.</summary>
    static Task CalendarDays(Support.Affairs affairs) => affairs.Platform.ExecuteAsync(
        "update district_clocks set mode = 'CalendarDays', pauses = '[]' where district = $1", affairs.District);

    static Task Paused(Support.Affairs affairs) => affairs.Platform.ExecuteAsync(
        """
        insert into district_clocks (district, mode, own_days, calendar_version, pauses, clock_version)
        values ($1, 'CalendarDays', '[]', 0, $2::jsonb, 0) on conflict (district) do update set mode = 'CalendarDays', pauses = excluded.pauses
        """,
        affairs.District,
        """[{"id":"01900000-0000-7000-8000-000000000001","from":"2026-11-25","until":null,"reason":"防汛","by":"01900000-0000-7000-8000-000000000002","byName":"示例"}]""");
}
