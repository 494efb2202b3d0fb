using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Npgsql;
using Supervision.Assessment.Tests.Support;
using Supervision.Testing.Api;
using Supervision.Testing.Matrix;

namespace Supervision.Assessment.Tests.Scorecards;

/// <summary>Scorecards (R39) through the service.</summary>
public sealed class ScorecardTests(AssessmentPlatform platform)
{
    readonly ServiceApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task Two_leaders_at_the_same_instant_finalise_once_and_together()
    {
        await using var finals = await Listener.ToAsync(platform, "ScorecardFinalized");
        for (var round = 0; round < 5; round++)
        {
            var card = await ScoreRecords.AcceptedAsync(_ours);
            var answers = await Task.WhenAll(new[] { _ours.Chair, _ours.Leader, _ours.Leader, _ours.Chair }
                .Select(leader => _api.PostAsync(leader, $"{ScoreRecords.Path}/{card.Id}/concur", new { contentHash = card.Values!["hash"] })));
            Assert.Equal(2, answers.Count(answer => answer.IsSuccess));
            Assert.Equal("final", (await _api.GetAsync(_ours.Office, $"{ScoreRecords.Path}/{card.Id}"))["status"]);
            Assert.Equal(card.Values!["hash"], (await finals.NextAsync(e => e.GetProperty("scorecardId").GetGuid() == card.Id)).GetProperty("contentHash").GetString());
        }
    }

    [Fact]
    public async Task A_final_scorecard_never_changes_also_not_for_the_owner_of_the_database()
    {
        var card = await FinalAsync();
        foreach (var change in (string[])
        [
            "update scorecards set total = 100 where id = $1", "update scorecards set status = 'Published' where id = $1", "delete from scorecards where id = $1",
            "update scorecard_computations set content_hash = 'x' where scorecard_id = $1", "delete from scorecard_computations where scorecard_id = $1",
            "insert into scorecard_computations select scorecard_id, number + 1, district, unit, scheme_id, content, content_hash, by, at from scorecard_computations where scorecard_id = $1",
            "update scorecard_responses set reason = 'x' where scorecard_id = $1", "delete from scorecard_responses where scorecard_id = $1",
            "update indicator_schemes set indicators = '[]' where id = (select scheme_id from scorecards where id = $1)",
        ])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => platform.ExecuteAsync(change, card.Id));
            Assert.True(refused.SqlState == PostgresErrorCodes.InsufficientPrivilege, $"{change}: {refused.Message}");
        }
    }

    [Fact]
    public async Task A_scorecard_cannot_become_final_under_one_key_whoever_writes_it()
    {
        var card = await ScoreRecords.AcceptedAsync(_ours);
        (await _api.PostAsync(_ours.Chair, $"{ScoreRecords.Path}/{card.Id}/concur", new { contentHash = card.Values!["hash"] })).Ok();
        await Assert.ThrowsAsync<PostgresException>(() => platform.ExecuteAsync("update scorecards set status = 'Final' where id = $1", card.Id));
    }

    [Fact]
    public async Task A_score_opens_down_to_form_deadline_and_evidence_and_computes_again_to_the_same()
    {
        var card = await FinalAsync();
        var path = $"{ScoreRecords.Path}/{card.Id}";
        var derived = (await _api.GetAsync(_ours.Contact, $"{path}/indicators/onTime")).Ok().Json;
        Assert.Equal(50, derived.GetProperty("line").GetProperty("value").GetDecimal());
        var late = derived.GetProperty("uses").EnumerateArray().Single(use => use.GetProperty("counted").GetDecimal() == 0).GetProperty("item");
        Assert.Equal(card.Values!["late"], late.GetProperty("itemId").GetString());
        Assert.NotEqual(Guid.Empty, late.GetProperty("formId").GetGuid());
        Assert.NotEqual(Guid.Empty, late.GetProperty("rounds")[0].GetProperty("deadlineId").GetGuid());
        Assert.Equal(64, late.GetProperty("evidence")[0].GetString()!.Length);
        Assert.Equal("True", (await _api.GetAsync(_ours.Contact, $"{path}/verification"))["matches"]);
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_ours.Contact, $"{path}/indicators/nothing")).Status);
    }

    [Fact]
    public async Task An_objection_both_uphold_sets_the_item_aside_and_the_unit_responds_anew()
    {
        var card = await ScoreRecords.PublishedAsync(_ours);
        var path = $"{ScoreRecords.Path}/{card.Id}";
        (await _api.PostAsync(_ours.Contact, $"{path}/objections", new { reason = "不属我单位", items = new[] { Guid.NewGuid() } }))
            .Refused(HttpStatusCode.Conflict, "scorecard.item_unknown");
        var objected = (await _api.PostAsync(_ours.Contact, $"{path}/objections", new { reason = "整改材料已交", items = new[] { card.Values!["late"] } })).Ok().Json;
        var decide = $"{path}/objections/{objected.GetProperty("responses")[0].GetProperty("id")}/decide";
        await using var meeting = await Listener.ToAsync(platform, "JointMeetingMatterChanged");
        (await _api.PostAsync(_ours.Chair, decide, new { uphold = true, reason = "属实" })).Ok();
        Assert.Empty((await _api.GetAsync(_ours.Contact, path)).Json.GetProperty("responses")[0].GetProperty("voices").EnumerateArray());
        (await _api.PostAsync(_ours.Leader, decide, new { uphold = false, reason = "依据不足" })).Ok();
        Assert.True((await meeting.NextAsync(e => e.GetProperty("reference").GetString()!.StartsWith(card.Values!["year"], StringComparison.Ordinal))).GetProperty("open").GetBoolean());
        (await _api.PostAsync(_ours.Chair, $"{path}/concur", new { contentHash = card.Values!["hash"] })).Refused(HttpStatusCode.Conflict, "scorecard.response_open");
        var upheld = (await _api.PostAsync(_ours.Leader, decide, new { uphold = true, reason = "经会商属实" })).Ok().Json;
        Assert.False((await meeting.NextAsync(e => e.GetProperty("reference").GetString()!.StartsWith(card.Values!["year"], StringComparison.Ordinal))).GetProperty("open").GetBoolean());
        Assert.Equal(2, upheld.GetProperty("computation").GetInt32());
        Assert.Equal(100, upheld.GetProperty("lines")[0].GetProperty("points").GetDecimal());
        (await _api.PostAsync(_ours.Chair, $"{path}/concur", new { contentHash = card.Values!["hash"] })).Refused(HttpStatusCode.Conflict, "scorecard.response_open");
        (await _api.PostAsync(_ours.Contact, $"{path}/accept")).Ok();
        (await _api.PostAsync(_ours.Chair, $"{path}/concur", new { contentHash = card.Values!["hash"] })).Refused(HttpStatusCode.Conflict, "work.content_changed");
        Assert.Equal("True", (await _api.GetAsync(_ours.Office, $"{path}/verification"))["matches"]);
        var aside = (await _api.GetAsync(_ours.Contact, $"{path}/indicators/onTime")).Ok().Json.GetProperty("setAside");
        Assert.Equal(card.Values!["late"], aside[0].GetProperty("itemId").GetString());
    }

    [Fact]
    public async Task Indicators_are_changed_by_data_and_refused_when_they_cannot_be_scored_by()
    {
        var scheme = (await _api.PostAsync(_ours.Office, $"{Affairs.Path}/schemes", ScoreRecords.SchemeBody(regime: "partyConduct"))).Ok();
        var path = $"{Affairs.Path}/schemes/{scheme.Id}";
        object Weighted(decimal weight, string kind = "linear") => new
        {
            regime = "partyConduct",
            fromYear = 2026,
            indicators = new[] { new { code = "onTime", name = "按期", measure = "onTimeRate", weight, formula = new { kind, zeroAt = 0, fullAt = 100 } } },
        };
        (await _api.PutAsync(_ours.Office, path, Weighted(90), scheme.EntityTag)).Refused(HttpStatusCode.Conflict, "scheme.weights");
        (await _api.PutAsync(_ours.Office, path, Weighted(100, "deduction"), scheme.EntityTag)).Refused(HttpStatusCode.Conflict, "scheme.formula");
        Assert.Equal(HttpStatusCode.BadRequest, (await _api.PutAsync(_ours.Office, path, Weighted(100, "eval"), scheme.EntityTag)).Status);
        (await _api.PutAsync(_ours.Office, path, Weighted(100))).Refused((HttpStatusCode)428, "precondition.required");
        var changed = (await _api.PutAsync(_ours.Office, path, Weighted(100), scheme.EntityTag)).Ok();
        Assert.NotEqual(scheme["contentHash"], changed["contentHash"]);
    }

    [Fact]
    public async Task Documents_are_valid_Word_and_name_the_hash()
    {
        var card = await FinalAsync();
        var year = $"{ScoreRecords.Path}/years/{card.Values!["year"]}/consultationWork";
        Assert.Contains(card.Values!["hash"], await WordAsync($"{ScoreRecords.Path}/{card.Id}/document"), StringComparison.Ordinal);
        Assert.Contains("窗口服务单位", await WordAsync($"{year}/document"), StringComparison.Ordinal);
        (await _api.GetAsync(_ours.Office, $"{year}/sheet")).Ok();
        (await _api.GetAsync(_ours.Office, $"{ScoreRecords.Path}/export")).Ok();
    }

    async Task<Case> FinalAsync()
    {
        var card = await ScoreRecords.AcceptedAsync(_ours);
        foreach (var leader in new[] { _ours.Leader, _ours.Chair })
            (await _api.PostAsync(leader, $"{ScoreRecords.Path}/{card.Id}/concur", new { contentHash = card.Values!["hash"] })).Ok();
        return card;
    }

    async Task<string> WordAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = platform.Host.Address("assessment") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await _api.TokenAsync(_ours.Office));
        using var stream = new MemoryStream(await http.GetByteArrayAsync(path));
        using var document = WordprocessingDocument.Open(stream, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(fault => fault.Description));
        return document.MainDocumentPart!.Document!.InnerText;
    }
}
