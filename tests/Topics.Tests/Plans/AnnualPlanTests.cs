using System.Net;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Testing;
using Supervision.Testing.Api;
using Supervision.Topics.Tests.Meetings;
using Supervision.Topics.Tests.Support;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Tests.Plans;

/// <summary>The annual plan (R1) from its draft to its approval, and the page that shows the year's state.</summary>
public sealed class AnnualPlanTests(TopicsPlatform platform)
{
    const string Path = Affairs.Path + "/plans";

    readonly ServiceApi _api = platform.Api;
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
        var topic = await _ours.SolicitedAsync();
        var decision = await _ours.Gatherings.PendingAsync(await _ours.Gatherings.HeldAsync(), topic, "群众反映强烈，确有必要。");
        var hash = new { contentHash = await _ours.Gatherings.HashOfAsync(decision) };
        foreach (var leader in new[] { _ours.Chair, _ours.Leader }) (await _api.PostAsync(leader, $"{Gatherings.Path}/decisions/{decision}/concur", hash)).Ok();
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

    [Fact]
    public async Task Duty_items_count_in_the_year_they_fall_due_by_whether_they_were_done_in_time_and_in_their_district_only()
    {
        var (before, elsewhere) = (await DutiesAsync(_ours.Chair), await DutiesAsync(platform.Accounts.Holder(Cppcc.Chair, SampleAccounts.Lucheng)));
        var topic = await _ours.Works.TopicAsync(TopicStatus.Supervising);
        var (done, waived) = (await _ours.Works.DutyAsync(topic), await _ours.Works.DutyAsync(topic));
        await _ours.Works.DutyAsync(topic);
        (await _api.PostAsync(_ours.Member, $"{Affairs.Path}/duties/{done}/complete", new { result = "已走访" })).Ok();
        (await _api.PostAsync(_ours.Chair, $"{Affairs.Path}/duties/{waived}/waive", new { reason = "单位已撤并" })).Ok();
        Assert.Equal((before.OnTime + 1, before.Late, before.Open + 1, before.Overdue, before.Waived + 1), await DutiesAsync(_ours.Chair));
        Assert.Equal(elsewhere, await DutiesAsync(platform.Accounts.Holder(Cppcc.Chair, SampleAccounts.Lucheng)));
    }

    [Fact]
    public async Task A_reviewers_page_counts_the_topics_they_may_read_those_selected()
    {
        await _ours.SolicitedAsync();
        var year = DistrictTime.YearAt(DateTimeOffset.UtcNow);
        var (office, reviewer) = (await _api.GetAsync(_ours.Office, $"{Path}/{year}/page"), await _api.GetAsync(_ours.Reviewer, $"{Path}/{year}/page"));
        Assert.Contains(office.Ok().Json.GetProperty("byStatus").EnumerateObject(), status => status.Name == "solicited");
        Assert.DoesNotContain(reviewer.Ok().Json.GetProperty("byStatus").EnumerateObject(), status => status.Name == "solicited");
        Assert.Equal(office["selected"], reviewer["selected"]);
    }

    /// <summary>Duty figures in the statistics of 2099, when the fixture's items fall due.</summary>
    async Task<(int OnTime, int Late, int Open, int Overdue, int Waived)> DutiesAsync(SampleAccount by)
    {
        var duties = (await _api.GetAsync(by, $"{Affairs.Path}/statistics/2099")).Ok().Json.GetProperty("duties");
        int Of(string name) => duties.GetProperty(name).GetInt32();
        return (Of("onTime"), Of("late"), Of("open"), Of("overdue"), Of("waived"));
    }
}
