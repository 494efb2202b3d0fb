using System.IO.Compression;
using System.Net;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Work;

/// <summary>Files of joint work, and its lists as spreadsheets.</summary>
public sealed class FilesAndListsTests(TopicsPlatform platform)
{
    readonly Works _works = new(platform);
    readonly ServiceApi _api = platform.Api;

    [Fact]
    public async Task Evidence_is_the_owners_until_the_item_is_finished()
    {
        var id = await _works.DutyAsync(await _works.TopicAsync(TopicStatus.Supervising));
        var path = $"{Works.Path}/duties/{id}";
        var file = (await _api.PostAsync(_works.Member, $"{path}/files?name=note.txt", Works.File())).Id;
        (await _api.GetAsync(_works.Leader, $"{path}/files/{file}")).Ok();
        (await _api.PostAsync(_works.Supervisor, $"{path}/files?name=note.txt", Works.File())).Refused(HttpStatusCode.Conflict, "duty.not_yours");
        (await _api.PostAsync(_works.Member, $"{path}/complete", new { result = "完成" })).Ok();
        (await _api.PostAsync(_works.Member, $"{path}/files?name=late.txt", Works.File())).Refused(HttpStatusCode.Conflict, "duty.finished");
        (await _api.SendAsync(_works.Member, HttpMethod.Delete, $"{path}/files/{file}")).Refused(HttpStatusCode.Conflict, "duty.finished");
    }

    [Fact]
    public async Task Photos_of_an_activity_and_files_of_a_submission_follow_their_records()
    {
        var activity = await _works.AnnouncedAsync(startsInHours: -2);
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities/{activity}/record", new { record = "已举行" })).Ok();
        (await _api.PostAsync(_works.Liaison, $"{Works.Path}/activities/{activity}/files?name=photo.txt", Works.File())).Ok();
        Assert.Equal(1, (await _api.GetAsync(_works.Member, $"{Works.Path}/activities/{activity}/files")).Ok().Json.GetArrayLength());

        var submission = (await _api.PostAsync(_works.Member, $"{Works.Path}/submissions", Works.Submission())).Id;
        (await _api.PostAsync(_works.Member, $"{Works.Path}/submissions/{submission}/files?name=report.txt", Works.File())).Ok();
        Assert.Equal(HttpStatusCode.NotFound, (await _api.GetAsync(_works.Office, $"{Works.Path}/submissions/{submission}/files")).Status);
        (await _api.PostAsync(_works.Member, $"{Works.Path}/submissions/{submission}/submit")).Ok();
        Assert.Equal(1, (await _api.GetAsync(_works.Office, $"{Works.Path}/submissions/{submission}/files")).Ok().Json.GetArrayLength());
        (await _api.PostAsync(_works.Member, $"{Works.Path}/submissions/{submission}/files?name=late.txt", Works.File())).Refused(HttpStatusCode.Conflict, "submission.not_editable");
    }

    [Fact]
    public async Task Every_list_comes_as_a_spreadsheet_with_what_it_shows()
    {
        var topic = await _works.IssuedAdviceAsync();
        await _works.DutyAsync(topic);
        await _works.AnnouncedAsync();
        (await _api.PostAsync(_works.Office, $"{Works.Path}/tracked", Works.Tracked)).Ok();
        await _works.SubmissionAsync("submit", "review", "forward");
        foreach (var (list, mark) in new[]
        {
            ($"duties/export?topic={topic}", "走访办事窗口"), ("activities/export", "请你来协商"), ("tracked/export", "窗口服务重点提案"),
            ("submissions/export?status=forwarded", "已转送"), ("suggestions/export?adoption=pending", "推行一次性告知"),
        })
        {
            using var http = new HttpClient { BaseAddress = platform.Host.Address("topics") };
            http.DefaultRequestHeaders.Authorization = new("Bearer", await _api.TokenAsync(_works.Office));
            await using var archive = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync($"{Works.Path}/{list}", TestContext.Current.CancellationToken)));
            using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
            Assert.Contains(mark, await sheet.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_activity_is_of_a_kind_the_district_has()
    {
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities", Works.Activity(kind: "karaoke"))).Refused(HttpStatusCode.UnprocessableEntity, "term.unknown");
        (await _api.PostAsync(_works.Admin, $"{Works.Path}/terms", new { kind = "activityKind", code = "streetForum", chinese = "街巷议事会", english = "Street forum" })).Ok();
        (await _api.PostAsync(_works.Office, $"{Works.Path}/activities", Works.Activity(kind: "streetForum"))).Ok();
    }
}
