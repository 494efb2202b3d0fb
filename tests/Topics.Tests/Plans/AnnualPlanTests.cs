using System.Net;
using Supervision.Testing;
using Supervision.Topics.Tests.Support;

namespace Supervision.Topics.Tests.Plans;

/// <summary>The annual plan (R1) from its draft to its approval, and the page that tells how the year stands.</summary>
public sealed class AnnualPlanTests(TopicsPlatform platform)
{
    const string Path = Affairs.Path + "/plans";

    readonly TopicsApi _api = platform.Api;
    readonly Affairs _ours = new(platform);

    [Fact]
    public async Task A_plan_is_returned_with_a_comment_corrected_approved_and_amended()
    {
        var year = (await _ours.PlanAsync("report")).Values!["year"];
        (await _api.PutAsync(_ours.Office, $"{Path}/{year}", Affairs.Plan, "*")).Refused(HttpStatusCode.Conflict, "plan.fixed");
        Assert.Equal("returned", (await _api.PostAsync(_ours.Reviewer, $"{Path}/{year}/return", new { comment = "请压减数量" }))["status"]);
        (await _api.PutAsync(_ours.Office, $"{Path}/{year}", new { text = "修改稿", target = 4 })).Refused(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _api.PutAsync(_ours.Office, $"{Path}/{year}", new { text = "修改稿", target = 4 }, "*")).Ok();
        (await _api.PostAsync(_ours.Reviewer, $"{Path}/{year}/approve", new { })).Refused(HttpStatusCode.Conflict, "plan.not_reported");
        (await _api.PostAsync(_ours.Office, $"{Path}/{year}/report")).Ok();
        var approved = (await _api.PostAsync(_ours.Reviewer, $"{Path}/{year}/approve", new { comment = "同意" })).Ok();
        Assert.Equal("4", approved["approvedTarget"]);
        Assert.Equal(
            ["draft", "reported", "returned", "reported", "approved"], approved.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("status").GetString()));

        (await _api.PostAsync(_ours.Office, $"{Path}/{year}/amend", new { comment = "新增重点" })).Ok();
        (await _api.PutAsync(_ours.Office, $"{Path}/{year}", new { text = "调整稿", target = 8 }, "*")).Ok();
        Assert.Equal("4", (await _api.GetAsync(_ours.Office, $"{Path}/{year}/page"))["target"]);
    }

    [Fact]
    public async Task The_page_counts_what_was_selected_and_says_which_months_had_no_meeting()
    {
        await _ours.SelectedAsync();
        var year = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).Year;
        var page = (await _api.GetAsync(_ours.Leader, $"{Path}/{year}/page")).Ok().Json;
        var selected = page.GetProperty("selected").GetInt32();
        Assert.Equal(await platform.ScalarAsync<long>("select count(*) from topics where district = $1 and year = $2 and selected_at is not null", SampleAccounts.Dongtou, year), selected);
        Assert.Equal(selected, page.GetProperty("byField").EnumerateObject().Sum(field => field.Value.GetInt32()));
        Assert.Equal(selected, page.GetProperty("byClass").EnumerateObject().Sum(@class => @class.Value.GetInt32()));
        var months = page.GetProperty("monthsWithMeeting").EnumerateArray().Concat(page.GetProperty("monthsWithout").EnumerateArray()).Select(month => month.GetInt32()).ToList();
        Assert.Equal(months.Distinct().Count(), months.Count);

        var statistics = (await _api.GetAsync(_ours.Chair, $"{Affairs.Path}/statistics/{year}")).Ok().Json;
        Assert.True(statistics.GetProperty("topics").EnumerateArray().Sum(count => count.GetProperty("count").GetInt32()) >= selected);
        Assert.Contains(statistics.GetProperty("stageTimes").EnumerateArray(), time => time.GetProperty("stage").GetString() == "solicited");
        Assert.Contains(statistics.GetProperty("proposals").EnumerateArray(), source => source.GetProperty("selected").GetInt32() > 0);
    }
}
