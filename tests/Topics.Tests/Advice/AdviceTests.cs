using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Supervision.Contracts;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Advice;

/// <summary>The advice report (R9) through the service.</summary>
public sealed partial class AdviceTests(TopicsPlatform platform)
{
    const int AtOnce = 20;

    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task Two_leaders_at_the_same_instant_both_concur()
    {
        for (var round = 0; round < 5; round++)
        {
            var (topic, contentHash) = await _works.SubmittedAdviceAsync();
            var answers = await Task.WhenAll(new[] { _works.Chair, _works.Leader, _works.Leader, _works.Chair }
                .Select(leader => _api.PostAsync(leader, $"{Works.Path}/{topic}/advice/concur", new { contentHash })));
            Assert.Equal(2, answers.Count(answer => answer.IsSuccess));
            Assert.Equal("concurred", (await _api.GetAsync(_works.Office, $"{Works.Path}/{topic}/advice"))["status"]);
        }
    }

    [Fact]
    public async Task A_concurrence_meets_another_version_only_by_its_hash()
    {
        var (topic, first) = await _works.SubmittedAdviceAsync();
        var path = $"{Works.Path}/{topic}/advice";
        (await _api.PostAsync(_works.Chair, $"{path}/concur", new { contentHash = first })).Ok();
        (await _api.PostAsync(_works.Leader, $"{path}/refuse", new { reason = "请写明依据" })).Ok();
        (await _api.PostAsync(_works.Office, $"{path}/submit")).Refused(HttpStatusCode.Conflict, "advice.unchanged");
        var tag = (await _api.GetAsync(_works.Office, path)).EntityTag;
        (await _api.PutAsync(_works.Liaison, path, Works.Report("依据明确，材料重复提交。"), tag)).Ok();
        (await _api.PutAsync(_works.Office, path, Works.Report("另一稿"), tag)).Refused(HttpStatusCode.PreconditionFailed, "precondition.failed");
        var second = (await _api.PostAsync(_works.Office, $"{path}/submit"))["contentHash"];
        (await _api.PostAsync(_works.Leader, $"{path}/concur", new { contentHash = first })).Refused(HttpStatusCode.Conflict, "work.content_changed");
        (await _api.PostAsync(_works.Leader, $"{path}/concur", new { contentHash = second })).Ok();
        (await _api.PostAsync(_works.Office, $"{path}/issue")).Refused(HttpStatusCode.Conflict, "advice.not_concurred");
        var versions = (await _api.GetAsync(_works.Chair, $"{path}/versions")).Ok().Json.EnumerateArray().Select(v => v.GetProperty("contentHash").GetString());
        Assert.Equal([first, second], versions);
    }

    [Fact]
    public async Task Twenty_issued_at_once_are_numbered_without_a_gap()
    {
        var topics = new List<Guid>();
        for (var i = 0; i < AtOnce; i++) topics.Add(await _works.ConcurredAdviceAsync());
        var (unfit, _) = await _works.SubmittedAdviceAsync();
        var answers = await Task.WhenAll(topics.Append(unfit).Append(topics[0]).Select(topic => _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice/issue")));
        Assert.Equal(AtOnce, answers.Count(answer => answer.IsSuccess));
        var numbers = answers.Where(answer => answer.IsSuccess).Select(answer => int.Parse(Number().Match(answer["number"]).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], AtOnce), numbers);
        Assert.Equal(numbers[^1], await platform.ScalarAsync<long>("select count(*) from advice_reports where district = $1 and number is not null", _works.District));
        Assert.True((await _works.FactsAsync(topics[0])).AdviceIssued);
        Assert.False((await _works.FactsAsync(unfit)).AdviceIssued);
    }

    [Fact]
    public async Task What_an_issued_report_suggests_is_followed_to_its_answer()
    {
        var topic = await _works.ConcurredAdviceAsync();
        (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice/issue")).Ok();
        var suggestions = (await _api.GetAsync(_works.Member, $"{Works.Path}/{topic}/advice/suggestions")).Ok().Json.EnumerateArray().ToList();
        Assert.Equal(["pending", "pending"], suggestions.Select(s => s.GetProperty("adoption").GetString()));
        var path = $"{Works.Path}/suggestions/{suggestions[0].GetProperty("id").GetGuid()}/answer";
        (await _api.PostAsync(_works.Office, path, new { answer = "pending", reply = "待答" })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal("partlyAdopted", (await _api.PostAsync(_works.Liaison, path, new { answer = "partlyAdopted", reply = "先行试点" }))["adoption"]);
        var open = (await _api.GetAsync(_works.Leader, $"{Works.Path}/suggestions?adoption=pending&search=合并重复&limit=100")).Ok().Json.GetProperty("items");
        Assert.Contains(open.EnumerateArray(), s => s.GetProperty("topicId").GetGuid() == topic);
    }

    [Fact]
    public async Task Issuing_hands_every_suggestion_over_with_its_words_and_nothing_before()
    {
        var topic = await _works.ConcurredAdviceAsync();
        await using var handovers = await Listener.ToAsync(platform, nameof(SuggestionHandedOver));
        var number = (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice/issue"))["number"];
        var suggestions = (await _api.GetAsync(_works.Office, $"{Works.Path}/{topic}/advice/suggestions")).Ok().Json.EnumerateArray().ToList();
        var told = new List<SuggestionHandedOver>();
        while (told.Count < suggestions.Count)
        {
            var next = await handovers.NextAsync(e => e.GetProperty("topicId").GetGuid() == topic);
            told.Add(next.Deserialize<SuggestionHandedOver>(JsonSerializerOptions.Web)!);
        }

        Assert.Equal(
            suggestions.Select(s => (s.GetProperty("id").GetGuid(), s.GetProperty("number").GetInt32(), s.GetProperty("text").GetString(), s.GetProperty("unitCode").GetString())),
            told.OrderBy(t => t.Number).Select(t => (t.SuggestionId, t.Number, (string?)t.Description, (string?)t.Unit)));
        Assert.All(told, t => Assert.Equal((number, _works.District, _works.Office.UserId, "businessEnvironment"), (t.Report, t.District, t.By, t.Field)));
    }

    [Fact]
    public async Task The_document_is_sound_and_says_what_both_concurred_in()
    {
        var topic = await _works.ConcurredAdviceAsync();
        var issued = (await _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice/issue")).Ok();
        using var http = new HttpClient { BaseAddress = platform.Host.Address("topics") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await _api.TokenAsync(_works.Leader));
        using var document = WordprocessingDocument.Open(
            new MemoryStream(await http.GetByteArrayAsync($"{Works.Path}/{topic}/advice/document", TestContext.Current.CancellationToken)), false);
        Assert.Empty(new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken));
        var text = document.MainDocumentPart!.Document!.InnerText;
        foreach (var part in new[] { issued["number"], issued["contentHash"], "推行一次性告知", _works.Chair.Name, _works.Leader.Name })
            Assert.Contains(part, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_has_one_report_and_only_while_it_is_worked_on()
    {
        var topic = await _works.TopicAsync(TopicStatus.Deliberating);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _api.PostAsync(_works.Office, $"{Works.Path}/{topic}/advice", Works.Report())));
        Assert.Equal(1, answers.Count(answer => answer.IsSuccess));
        Assert.All(answers.Where(answer => !answer.IsSuccess), answer => Assert.Equal("advice.exists", answer.Code));
        foreach (var stage in new[] { TopicStatus.Selected, TopicStatus.Concluding })
            (await _api.PostAsync(_works.Office, $"{Works.Path}/{await _works.TopicAsync(stage)}/advice", Works.Report())).Refused(HttpStatusCode.Conflict, "work.topic_not_open");
    }

    [GeneratedRegex(@"〕(\d+)号$")]
    private static partial Regex Number();
}
