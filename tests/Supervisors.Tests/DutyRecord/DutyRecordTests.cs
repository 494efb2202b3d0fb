using System.Net;
using MiniExcelLibs;
using Supervision.Contracts;
using Supervision.Supervisors.Tests.Support;
using Supervision.Testing.Api;

namespace Supervision.Supervisors.Tests.DutyRecord;

/// <summary>The duty record counts facts, each number opens the list behind it (R23).</summary>
public sealed class DutyRecordTests(SupervisorsPlatform platform)
{
    const string Path = Records.Path + "/duty-records";

    readonly ServiceApi _api = platform.Api;
    readonly Records _ours = new(platform);

    [Fact]
    public async Task Activities_and_submissions_told_by_topics_count_in_the_year_of_the_district_and_open_their_lists()
    {
        var own = await _ours.OwnEntryAsync();
        var user = _ours.Supervisor.UserId;
        // 2031 begins eight hours earlier here than in Greenwich.
        var (last, first) = (new DateTimeOffset(2030, 12, 31, 15, 59, 59, TimeSpan.Zero), new DateTimeOffset(2030, 12, 31, 16, 0, 0, TimeSpan.Zero));
        var (old, activity, submission) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await platform.PublishAsync(new ActivityAttended(old, _ours.District, null, [user], last, user, last));
        await platform.PublishAsync(new ActivityAttended(activity, _ours.District, null, [user, _ours.Handler.UserId], first, user, first));
        await platform.PublishAsync(new SubmissionReceived(submission, _ours.District, null, "S2031-0001", "proposal", user, user, first.AddDays(3)));
        await platform.PublishAsync(new SubmissionReceived(submission, _ours.District, null, "S2031-0001", "proposal", user, user, first.AddDays(9)));
        await platform.KnownAsync("select exists (select from handed_in_submissions where submission_id = $1)", submission);
        await platform.KnownAsync("select count(*) = 2 from attended_activities where activity_id = $1", activity);

        var record = (await _api.GetAsync(_ours.Supervisor, $"{Path}/2031/{own}")).Ok().Json;
        var numbers = record.GetProperty("numbers").EnumerateArray().ToDictionary(n => n.GetProperty("figure").GetString()!);
        Assert.Equal((1, 1), (numbers["activities"].GetProperty("count").GetInt32(), numbers["submissions"].GetProperty("count").GetInt32()));
        var facts = (await _api.GetAsync(_ours.Supervisor, numbers["activities"].GetProperty("facts").GetString()!)).Ok().Json.GetProperty("items");
        Assert.Equal($"/activities/{activity}", Assert.Single(facts.EnumerateArray()).GetProperty("link").GetString());
        Assert.Equal(1, (await _api.GetAsync(_ours.Office, $"{Path}/2030/{own}")).Ok().Json.GetProperty("numbers").EnumerateArray()
            .Single(n => n.GetProperty("figure").GetString() == "activities").GetProperty("count").GetInt32());

        var district = (await _api.GetAsync(_ours.Chair, $"{Path}/2031/district")).Ok().Json;
        Assert.Equal(1, district.GetProperty("numbers").EnumerateArray().Single(n => n.GetProperty("figure").GetString() == "activities").GetProperty("count").GetInt32());
        Assert.Single((await _api.GetAsync(_ours.Supervisor, $"{Path}/2031")).Ok().Json.EnumerateArray());
        (await _api.GetAsync(_ours.Member, $"{Path}/2031/{own}")).Refused(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task All_records_are_a_spreadsheet()
    {
        await _ours.OwnEntryAsync();
        using var http = new HttpClient { BaseAddress = platform.Host.Address("supervisors") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", await _api.TokenAsync(_ours.Office));
        using var stream = new MemoryStream(await http.GetByteArrayAsync($"{Path}/{Records.Today.Year}/export", TestContext.Current.CancellationToken));
        var rows = MiniExcel.Query(stream, useHeaderRow: true).Cast<IDictionary<string, object?>>().ToList();
        Assert.Contains(rows, row => $"{row["姓名"]}" == _ours.Supervisor.Name);
        Assert.Contains("活动", rows[0].Keys);
    }
}
