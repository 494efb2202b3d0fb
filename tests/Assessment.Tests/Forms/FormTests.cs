using System.Net;
using Supervision.Assessment.Tests.Support;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.Assessment.Tests.Forms;

/// <summary>A form from its sources to the unit (R34), and its topic's assessment (R42).</summary>
public sealed class FormTests(AssessmentPlatform platform)
{
    const string Root = FormCases.Root;

    readonly FormCases _cases = new(new Affairs(platform));

    Affairs Of => _cases.Of;

    [Fact]
    public async Task Numbers_have_no_gaps_however_many_are_issued_at_once()
    {
        var forms = new List<Guid>();
        for (var i = 0; i < 8; i++) forms.Add(await _cases.AgreedAsync());
        var before = await LastNumberAsync();
        Actor[] issuers = [Of.Office, Of.CppccLiaison, Of.Liaison];
        var answers = await Task.WhenAll(forms.SelectMany(form => issuers.Select(by => _cases.Api.PostAsync(by, $"{Root}/forms/{form}/issue"))));
        Assert.Equal(8, answers.Count(answer => answer.IsSuccess));
        Assert.Equal(before + 8, await LastNumberAsync());
        Assert.Equal(8, await platform.ScalarAsync<long>("select count(distinct number) from feedback_forms where id = any ($1)", forms.ToArray()));
    }

    [Fact]
    public async Task A_version_changed_after_a_key_was_turned_needs_both_anew_and_what_was_not_read_is_not_agreed_to()
    {
        var form = await _cases.ConsultingAsync();
        var hash = await _cases.HashAsync(form);
        (await _cases.Api.PostAsync(Of.Chair, $"{Root}/forms/{form}/concur", new { contentHash = hash })).Ok();
        (await _cases.Api.PostAsync(Of.Leader, $"{Root}/forms/{form}/concur", new { contentHash = new string('0', 64) })).Refused(HttpStatusCode.Conflict, "work.content_changed");
        (await _cases.Api.PostAsync(Of.Leader, $"{Root}/forms/{form}/refuse", FormCases.Reason)).Ok();
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms/{form}/submit")).Refused(HttpStatusCode.Conflict, "form.unchanged");
        (await _cases.Api.PutAsync(Of.Office, $"{Root}/forms/{form}", _cases.Content(), "*")).Ok();
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms/{form}/submit")).Ok();
        (await _cases.Api.PostAsync(Of.Leader, $"{Root}/forms/{form}/concur", new { contentHash = await _cases.HashAsync(form) })).Ok();
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms/{form}/issue")).Refused(HttpStatusCode.Conflict, "form.not_agreed");
    }

    [Fact]
    public async Task A_result_to_agree_is_on_the_joint_meeting_until_both_agreed()
    {
        await using var matters = await Listener.ToAsync(platform, nameof(JointMeetingMatterChanged));
        var form = await _cases.AgreedAsync();
        foreach (var open in new[] { true, false })
        {
            var matter = await matters.NextAsync(m => m.GetProperty("matterId").GetGuid() == form);
            Assert.Equal(("Result", open), (matter.GetProperty("kind").GetString(), matter.GetProperty("open").GetBoolean()));
        }
    }

    [Fact]
    public async Task A_finding_stands_in_one_form_of_a_unit_and_a_withdrawn_one_in_none()
    {
        var finding = await _cases.FindingAsync();
        await _cases.DraftAsync(source: finding);
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms", _cases.Content(source: finding))).Refused(HttpStatusCode.Conflict, "form.source_taken");
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms", _cases.Content(source: Guid.NewGuid()))).Refused(HttpStatusCode.Conflict, "form.source_unknown");

        var dropped = await _cases.FindingAsync();
        await _cases.TellAsync(new FindingReferred(
            dropped, Of.District, "S2026-0003", "rectification", false, Guid.NewGuid(), null, null, [Of.Unit], "serious", "窗口", "整改", [], Of.Office.UserId, 2, DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => await platform.ScalarAsync<long>("select count(*) from form_sources where id = $1 and heading = ''", dropped) == 1, "its words are gone");
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms", _cases.Content(source: dropped))).Refused(HttpStatusCode.Conflict, "form.source_withdrawn");
    }

    [Fact]
    public async Task A_suggestion_of_an_advice_report_is_there_to_make_an_item_of()
    {
        var suggestion = Guid.CreateVersion7();
        await _cases.TellAsync(new SuggestionHandedOver(suggestion, Of.District, Guid.NewGuid(), 2, "〔2026〕3号", Of.Unit, "压缩窗口等候时间", Of.Office.UserId, DateTimeOffset.UtcNow));
        await _cases.KnownAsync(suggestion);
        Assert.Contains("〔2026〕3号第2条", (await _cases.Api.GetAsync(Of.Liaison, $"{Root}/sources?taken=false&limit=100")).Ok().Text, StringComparison.Ordinal);
        await _cases.IssuedAsync(source: suggestion);
        (await _cases.Api.GetAsync(Of.Contact, $"{Root}/sources")).Refused(HttpStatusCode.Forbidden, "role.required");
    }

    [Fact]
    public async Task A_topic_is_assessed_under_both_keys_once_all_its_forms_are_closed()
    {
        await using var assessed = await Listener.ToAsync(platform, nameof(TopicAssessed));
        await using var changes = await Listener.ToAsync(platform, nameof(FeedbackFormChanged));
        var topic = await _cases.TopicAsync();
        var form = await _cases.RepliedAsync(topic: topic);
        await _cases.AssessmentAsync(topic);
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/topics/{topic}/assessment/submit")).Refused(HttpStatusCode.Conflict, "assessment.forms_open");
        await _cases.JudgeAsync((await _cases.ItemsAsync(form))[0], 1, accept: true);
        foreach (var open in new[] { true, false })
            Assert.Equal(open, (await changes.NextAsync(e => e.GetProperty("formId").GetGuid() == form)).GetProperty("open").GetBoolean());
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/topics/{topic}/assessment/submit")).Ok();
        var hash = new { contentHash = (await _cases.Api.GetAsync(Of.Chair, $"{Root}/topics/{topic}/assessment"))["contentHash"] };
        (await _cases.Api.PostAsync(Of.Chair, $"{Root}/topics/{topic}/assessment/concur", hash)).Ok();
        Assert.Equal("submitted", (await _cases.Api.GetAsync(Of.Chair, $"{Root}/topics/{topic}/assessment"))["status"]);
        (await _cases.Api.PostAsync(Of.Leader, $"{Root}/topics/{topic}/assessment/concur", hash)).Ok();
        await assessed.NextAsync(e => e.GetProperty("topicId").GetGuid() == topic);
        (await _cases.Api.PostAsync(Of.Office, $"{Root}/forms", _cases.Content(topic: topic))).Refused(HttpStatusCode.Conflict, "assessment.topic_assessed");
    }

    async Task<int> LastNumberAsync() =>
        await platform.ScalarAsync<int>("select last from number_series where district = $1 and series = 'form' order by year desc limit 1", Of.District);
}
