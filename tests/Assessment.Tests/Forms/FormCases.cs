using System.Text;
using System.Text.Json;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Forms;

/// <summary>Feedback forms of a district in each of their states, brought there through the API by the responsible people.</summary>
public sealed class FormCases(Affairs affairs)
{
    public const string Root = Affairs.Path;

    public Affairs Of { get; } = affairs;

    public ServiceApi Api => Of.Platform.Api;

    public static object Reason => new { reason = "整改措施不具体" };

    public static object Reply => new { measures = "整改：已增设导办人员", results = "窗口平均等候时间减半" };

    public object Content(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null) => new
    {
        title = $"窗口服务整改反馈单 {Guid.NewGuid()}",
        unit = $"{Of.District}-U01",
        unitName = "区政务服务中心",
        topicId = topic,
        field = "businessEnvironment",
        items = Enumerable.Range(1, items).Select(i => new { heading = $"窗口多头往返 {i}", problem = "群众多次往返窗口", requirement = "限期整改", severity, sourceId = i == 1 ? source : null }).ToArray(),
    };

    public async Task<Guid> DraftAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null) =>
        (await Api.PostAsync(Of.Office, $"{Root}/forms", Content(items, topic, severity, source))).Id;

    public async Task<Guid> ConsultingAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await DraftAsync(items, topic, severity, source);
        (await Api.PostAsync(Of.Office, $"{Root}/forms/{form}/submit")).Ok();
        return form;
    }

    public async Task<Guid> AgreedAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await ConsultingAsync(items, topic, severity, source);
        var hash = new { contentHash = await HashAsync(form) };
        foreach (var leader in new[] { Of.Chair, Of.Leader }) (await Api.PostAsync(leader, $"{Root}/forms/{form}/concur", hash)).Ok();
        return form;
    }

    public async Task<Guid> IssuedAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await AgreedAsync(items, topic, severity, source);
        (await Api.PostAsync(Of.Liaison, $"{Root}/forms/{form}/issue")).Ok();
        return form;
    }

    public async Task<Guid> ReceivedAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await IssuedAsync(items, topic, severity, source);
        (await Api.PostAsync(Of.Contact, $"{Root}/forms/{form}/acknowledge")).Ok();
        return form;
    }

    public async Task<Guid> RepliedAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await ReceivedAsync(items, topic, severity, source);
        foreach (var item in await ItemsAsync(form)) await ReplyAsync(item);
        return form;
    }

    public async Task<Guid> ClosedAsync(int items = 1, Guid? topic = null, string severity = "serious", Guid? source = null)
    {
        var form = await RepliedAsync(items, topic, severity, source);
        foreach (var item in await ItemsAsync(form)) await JudgeAsync(item, 1, accept: true);
        return form;
    }

    public async Task<string> HashAsync(Guid form) => (await Api.GetAsync(Of.Chair, $"{Root}/forms/{form}"))["contentHash"];

    public async Task<JsonElement> FormAsync(Guid form) => (await Api.GetAsync(Of.Chair, $"{Root}/forms/{form}")).Ok().Json;

    public async Task<string> StatusAsync(Guid form) => (await FormAsync(form)).GetProperty("status").GetString()!;

    public async Task<IReadOnlyList<Guid>> ItemsAsync(Guid form) =>
        [.. (await FormAsync(form)).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetGuid())];

    public async Task<JsonElement> ItemAsync(Guid item) => (await Api.GetAsync(Of.Chair, $"{Root}/items/{item}")).Ok().Json;

    public async Task<string> ItemStatusAsync(Guid item) => (await ItemAsync(item)).GetProperty("item").GetProperty("status").GetString()!;

    public async Task<Guid> DraftReplyAsync(Guid item)
    {
        var detail = (await Api.PutAsync(Of.Contact, $"{Root}/items/{item}/reply", Reply)).Ok().Json;
        return detail.GetProperty("replies").EnumerateArray().Last().GetProperty("id").GetGuid();
    }

    public async Task ReplyAsync(Guid item)
    {
        await DraftReplyAsync(item);
        (await Api.PostAsync(Of.Contact, $"{Root}/items/{item}/reply/send")).Ok();
    }

    /// <summary>Both bodies give the same judgement.</summary>
    public async Task JudgeAsync(Guid item, int round, bool accept)
    {
        foreach (var judge in new[] { Of.Office, Of.Liaison }) (await Api.PostAsync(judge, $"{Root}/items/{item}/judge", Judgement(round, accept))).Ok();
    }

    public static object Judgement(int round, bool accept) => new { round, accept, reason = accept ? null : "整改措施不具体" };

    public async Task<Guid> AskExtensionAsync(Guid item, int days = 5) =>
        (await Api.PostAsync(Of.Contact, $"{Root}/items/{item}/extension", new { days, reason = "整改涉及多个科室" })).Id;

    /// <summary>A topic known to this service.</summary>
    public async Task<Guid> TopicAsync(string stage = "concluding")
    {
        var topic = Guid.CreateVersion7();
        await Of.Platform.ExecuteAsync(
            "insert into topics (id, district, reference, stage, at) values ($1, $2, 'T2026-0001', $3, now())", topic, Of.District, stage);
        return topic;
    }

    public async Task<Guid> AssessmentAsync(Guid topic, bool submitted = false)
    {
        (await Api.PutAsync(Of.Office, $"{Root}/topics/{topic}/assessment", AssessmentContent)).Ok();
        if (submitted) (await Api.PostAsync(Of.Office, $"{Root}/topics/{topic}/assessment/submit")).Ok();
        return topic;
    }

    public static object AssessmentContent => new { effect = "marked", conclusion = "窗口服务整改到位" };

    /// <summary>A finding that continues as a rectification, once the service knows it.</summary>
    public async Task<Guid> FindingAsync(string? unit = null)
    {
        var finding = Guid.CreateVersion7();
        await TellAsync(new FindingReferred(
            finding, Of.District, "S2026-0003", "rectification", true, Guid.NewGuid(), null, "businessEnvironment", [unit ?? Of.Unit], "serious", "窗口多头往返", "整改前情况",
            [], Of.Office.UserId, 1, DateTimeOffset.UtcNow));
        await KnownAsync(finding);
        return finding;
    }

    /// <summary>A finding and a suggestion that count for this year's conversion.</summary>
    public async Task<Guid> ConvertedAsync()
    {
        var (finding, suggestion) = (await FindingAsync(), Guid.CreateVersion7());
        await TellAsync(new SuggestionHandedOver(
            suggestion, Of.District, Guid.NewGuid(), 2, "〔2026〕3号", Of.Unit, "压缩窗口等候时间", Of.Office.UserId, DateTimeOffset.UtcNow, "businessEnvironment"));
        await Eventually.TrueAsync(
            async () => await Of.Platform.ScalarAsync<bool>(
                "select exists (select from conversion_findings where finding_id = $1) and exists (select from conversion_suggestions where suggestion_id = $2)", finding, suggestion),
            "finding and suggestion are counted");
        return finding;
    }

    /// <summary>A change of the district's clock on record.</summary>
    public async Task<Guid> ClockChangedAsync()
    {
        await Of.Platform.ExecuteAsync(
            "insert into clock_changes (district, clock_version, kind, note, by, by_name, at) values ($1, 1000000, 'Rule', 'WorkingDays', $2, '示例', now()) on conflict do nothing",
            Of.District, Of.Chair.UserId);
        return Guid.Empty; // it has no address
    }

    public Task KnownAsync(Guid source) => Eventually.TrueAsync(
        async () => await Of.Platform.ScalarAsync<long>("select count(*) from form_sources where id = $1", source) == 1, "the source is known");

    public Task TellAsync(IIntegrationEvent fact) => Of.Platform.InDatabaseAsync(async db =>
    {
        db.Enqueue(fact);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    });

    public static HttpContent Attachment() => new StringContent($"整改佐证 {Guid.NewGuid()}", Encoding.UTF8, "application/octet-stream");

    /// <summary>Moves a form to another unit, which has no sample contact to bring it into its state.</summary>
    public async Task GiveToUnitAsync(Guid form)
    {
        if (Of.Unit == Of.Contact.Unit) return;
        foreach (var table in new[] { "form_items", "item_replies", "reply_deadlines", "deadline_events", "extensions" })
            await Of.Platform.ExecuteAsync($"update {table} set unit = $1 where form_id = $2", Of.Unit, form);
        await Of.Platform.ExecuteAsync("update feedback_forms set unit = $1 where id = $2", Of.Unit, form);
        await Of.Platform.ExecuteAsync("update reply_counts set unit = $1 where deadline_id in (select id from reply_deadlines where form_id = $2)", Of.Unit, form);
        await Of.Platform.ExecuteAsync("update judgements set unit = $1 where item_id in (select id from form_items where form_id = $2)", Of.Unit, form);
    }

    /// <summary>Resets the district's clock to the default.</summary>
    public async Task PlainClockAsync()
    {
        await Of.Platform.ExecuteAsync("delete from district_clocks where district = $1", Of.District);
        await Of.Platform.ExecuteAsync("delete from clock_changes where district = $1", Of.District);
        await Of.Platform.ExecuteAsync("update reply_deadlines set clock_version = 0, open = false, held = false where district = $1", Of.District);
    }

    internal static Case About(Guid id, params (string Name, string Value)[] values) => new(id, values.ToDictionary(v => v.Name, v => v.Value));
}
