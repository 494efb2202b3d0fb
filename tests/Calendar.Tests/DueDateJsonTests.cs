using System.Text.Json;
using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class DueDateJsonTests
{
    readonly DueDate due = WorkingCalendar.For(new("330305", [new(new(2026, 12, 24), DistrictDayKind.DayOff, "台风停工")]))
        .Due(Time("2026-12-23T10:00+08:00"), new(8, DeadlineUnit.WorkingDays, new TimeOnly(17, 30)));

    public static TheoryData<JsonSerializerOptions> Settings =>
        [JsonSerializerOptions.Default, JsonSerializerOptions.Web, JsonSerializerOptions.Strict];

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public void Comes_back_as_it_was(JsonSerializerOptions settings)
    {
        var text = JsonSerializer.Serialize(due, settings);
        var back = JsonSerializer.Deserialize<DueDate>(text, settings)!;
        Assert.Equal(due, back);
        Assert.Equal(due.GetHashCode(), back.GetHashCode());
        Assert.Equal(text, JsonSerializer.Serialize(back, settings));
    }

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public void Comes_back_with_the_time_granted(JsonSerializerOptions settings)
    {
        var granted = WorkingCalendar.For(new("330305")).Extend(due, new(3, due.LastDay));
        Assert.Equal(granted, JsonSerializer.Deserialize<DueDate>(JsonSerializer.Serialize(granted, settings), settings));
        Assert.NotEqual(granted, granted with { Extensions = null });
    }

    [Fact]
    public void Differs_when_a_single_day_does()
    {
        var days = due.Days.ToArray();
        days[2] = days[2] with { Day = days[2].Day with { Reason = "x" } };
        Assert.NotEqual(due, due with { Days = days });
    }

    [Fact]
    public void Carries_codes_not_words()
    {
        var json = JsonSerializer.SerializeToElement(due, JsonSerializerOptions.Web);
        Assert.True(json.GetProperty("provisional").GetBoolean());
        Assert.Equal(2027, json.GetProperty("missingNotices")[0].GetInt32());
        Assert.Equal("WorkingDays", json.GetProperty("rule").GetProperty("unit").GetString());
        var typhoon = json.GetProperty("days")[1];
        Assert.Equal("Skipped", typhoon.GetProperty("mark").GetString());
        Assert.Equal("DistrictDayOff", typhoon.GetProperty("day").GetProperty("kind").GetString());
        Assert.Equal("台风停工", typhoon.GetProperty("day").GetProperty("reason").GetString());
    }

    [Fact]
    public void A_rule_that_is_no_period_is_refused_as_json_too() => Assert.ThrowsAny<ArgumentException>(
        () => JsonSerializer.Deserialize<DeadlineRule>("""{"Amount":0,"Unit":"WorkingDays"}"""));
}
