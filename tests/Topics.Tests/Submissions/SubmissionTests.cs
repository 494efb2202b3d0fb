using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Tests.Work;

namespace Supervision.Topics.Tests.Submissions;

/// <summary>Submissions of members (R11).</summary>
public sealed class SubmissionTests(TopicsPlatform platform)
{
    const string Path = $"{Works.Path}/submissions";

    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task It_goes_from_its_author_over_the_office_to_the_party_and_comes_back_with_a_reply()
    {
        var draft = (await _api.PostAsync(_works.Member, Path, Works.Submission())).Ok();
        var path = $"{Path}/{draft.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_works.Office, path)).Status); // only the author sees a draft
        (await _api.PostAsync(_works.Member, $"{path}/submit")).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_works.Reviewer, path)).Status); // not forwarded yet
        (await _api.PostAsync(_works.Office, $"{path}/review", new { review = "return", comment = "请补充时间" })).Ok();
        var tag = (await _api.GetAsync(_works.Member, path)).EntityTag;
        (await _api.PutAsync(_works.Member, path, Works.Submission("researchReport"), tag)).Ok();
        (await _api.PostAsync(_works.Member, $"{path}/submit")).Ok();
        (await _api.PutAsync(_works.Member, path, Works.Submission(), "*")).Refused(HttpStatusCode.Conflict, "submission.not_editable");
        (await _api.PostAsync(_works.Office, $"{path}/forward", new { to = "区委办公室" })).Refused(HttpStatusCode.Conflict, "submission.not_accepted");
        (await _api.PostAsync(_works.Office, $"{path}/review", new { review = "accept" })).Ok();
        (await _api.PostAsync(_works.Office, $"{path}/answer", new { answer = "adopted", reply = "采纳" })).Refused(HttpStatusCode.Conflict, "submission.not_forwarded");
        (await _api.PostAsync(_works.Office, $"{path}/forward", new { to = "区委办公室" })).Ok();
        (await _api.PostAsync(_works.Reviewer, $"{path}/answer", new { answer = "adopted", reply = "已责成有关单位落实" })).Ok();
        var seen = (await _api.GetAsync(_works.Member, path)).Ok();
        Assert.Equal(("answered", "adopted", "已责成有关单位落实"), (seen["status"], seen["adoption"], seen["reply"]));
    }

    [Fact]
    public async Task Authors_see_their_own_and_only_their_own()
    {
        var id = (await _api.PostAsync(_works.Member, Path, Works.Submission())).Id;
        (await _api.PostAsync(_works.Member, $"{Path}/{id}/submit")).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_works.Supervisor, $"{Path}/{id}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await _api.GetAsync(_works.Leader, $"{Path}/{id}")).Status);
        var mine = (await _api.GetAsync(_works.Supervisor, $"{Path}?limit=100")).Ok().Json.GetProperty("items").EnumerateArray();
        Assert.DoesNotContain(mine, row => row.GetProperty("id").GetGuid() == id);
        var office = (await _api.GetAsync(_works.Secretary, $"{Path}?limit=100&status=submitted&search=延时服务")).Ok().Json.GetProperty("items").EnumerateArray();
        Assert.Contains(office, row => row.GetProperty("id").GetGuid() == id);
    }

    [Fact]
    public async Task Drafts_at_once_are_numbered_without_a_gap_and_one_key_makes_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.PostAsync(_works.Member, Path, Works.Submission())));
        var numbers = answers.Select(answer => int.Parse(answer["reference"][5..], System.Globalization.CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(numbers[0], 20), numbers);
        var key = Guid.NewGuid().ToString();
        var twice = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _api.PostAsync(_works.Member, Path, Works.Submission(), key)));
        Assert.Single(twice.Select(answer => answer.Id).Distinct());
    }
}
