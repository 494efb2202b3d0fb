using System.Text;
using static Supervision.Calendar.Tests.PublishedFacts;

namespace Supervision.Calendar.Tests;

public sealed class HolidayDataTests
{
    static readonly string Good = Text("2027-assumed.json");

    [Fact]
    public void A_year_is_added_without_a_build()
    {
        Assert.Equal([2024, 2025, 2026], HolidayData.BuiltIn.Years);
        Assert.Equal([2024, 2025, 2026, 2027], HolidayData.BuiltIn.With(Load(Good)).Years);
        Assert.Equal([2024, 2025, 2026], HolidayData.BuiltIn.Years);
    }

    [Fact]
    public void An_amended_year_replaces_the_earlier()
    {
        var amended = Load(Good.Replace("\"2027-06-09\", \"to\": \"2027-06-09\"", "\"2027-06-09\", \"to\": \"2027-06-11\"", StringComparison.Ordinal));
        var calendar = WorkingCalendar.For(new("330305"), With2027().With(amended));
        Assert.Equal(DayKind.Holiday, calendar.DayOf(new(2027, 6, 11)).Kind);
    }

    [Theory]
    [InlineData("\"year\": 2027", "\"year\": 2023", "the year must be from 2024 to 2099")]
    [InlineData("\"year\": 2027", "\"year\": 2028", "2026-12-30 (元旦) is outside the year")]
    [InlineData("An assumed notice for 2027, for tests only", " ", "the notice has no title")]
    [InlineData("\"number\": \"test\"", "\"number\": \"\"", "the notice has no number")]
    [InlineData("https://example.org/notice-2027", "notice-2027", "the notice's url 'notice-2027' is not a web address")]
    [InlineData("\"zh\": \"端午节\"", "\"zh\": \"\"", "the holiday from 2027-06-09 lacks its name in zh or en")]
    [InlineData("\"to\": \"2027-10-07\"", "\"to\": \"2027-09-07\"", "国庆节 ends on 2027-09-07, before it begins on 2027-10-01")]
    [InlineData("\"to\": \"2027-10-07\"", "\"to\": \"2027-11-07\"", "国庆节 is longer than 15 days")]
    [InlineData("2026-12-30", "2026-12-27", "2026-12-27 (元旦) is outside the year")]
    [InlineData("2027-10-09", "2028-01-01", "2028-01-01 (国庆节) is outside the year")]
    [InlineData("2027-10-09", "2027-10-08", "make-up day 2027-10-08 (国庆节) is not a Saturday or Sunday")]
    [InlineData("2027-10-09", "2027-10-03", "2027-10-03 is given twice")]
    [InlineData("2027-10-09", "2027-09-26", "2027-09-26 is given twice")]
    [InlineData("\"from\": \"2027-02-05\"", "\"from\": \"2027-02-06\"", "2027-02-05 (春节) is a day off by statute and is not among the holidays")]
    [InlineData("2027-06-09", "2027-06-10", "2027-06-09 (端午节) is a day off by statute and is not among the holidays")]
    public void A_slip_in_the_data_is_named(string good, string bad, string expected) =>
        Assert.Contains(expected, Fault(Good.Replace(good, bad, StringComparison.Ordinal)).Faults);

    [Theory]
    [InlineData("\"year\"", "\"Year\"")]
    [InlineData("\"year\": 2027", "\"year\": 2027, \"year\": 2027")]
    [InlineData("\"makeUpDays\"", "\"makeupDays\"")]
    [InlineData("\"from\": \"2027-10-01\", ", "")]
    [InlineData("2027-10-09", "2027-10-32")]
    [InlineData("2027-10-09", "9 October")]
    [InlineData("\"https://example.org/notice-2027\"", "null")]
    [InlineData("{ \"zh\": \"端午节\", \"en\": \"Dragon Boat Festival\" }", "null")]
    [InlineData("\"holidays\": [", "\"holidays\": [ null, ")]
    public void What_is_not_the_schema_is_refused(string good, string bad)
    {
        var changed = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.NotEqual(Good, changed);
        Assert.NotEmpty(Fault(changed).Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"year\": 2027")]
    public void What_is_not_a_year_is_refused(string json) => Assert.NotEmpty(Fault(json).Faults);

    [Fact]
    public void A_folder_of_years_is_added_and_a_wrong_file_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("holidays").FullName;
        File.WriteAllText(Path.Combine(folder, "2027.json"), Good);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "not data");
        Assert.Equal([2024, 2025, 2026, 2027], HolidayData.BuiltIn.WithFilesIn(folder).Years);

        File.WriteAllText(Path.Combine(folder, "2028.json"), "{}");
        var fault = Assert.Throws<CalendarDataException>(() => HolidayData.BuiltIn.WithFilesIn(folder));
        Assert.StartsWith(Path.Combine(folder, "2028.json") + ": ", fault.Message, StringComparison.Ordinal);

        Directory.Delete(folder, recursive: true);
        Assert.Throws<DirectoryNotFoundException>(() => HolidayData.BuiltIn.WithFilesIn(folder));
    }

    [Fact]
    public void Two_notices_that_name_one_day_are_refused()
    {
        var amended = Load(Text("2026-amended.json"));
        var fault = Assert.Throws<CalendarDataException>(() => With2027().With(amended));
        Assert.Contains("2026-12-30 is named by", fault.Message, StringComparison.Ordinal);
    }

    static HolidayData Load(string json) => HolidayData.Load(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    static CalendarDataException Fault(string json) => Assert.Throws<CalendarDataException>(() => Load(json));
}
