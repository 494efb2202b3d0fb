using System.Text.RegularExpressions;

namespace Supervision.Architecture.Tests;

/// <summary>Code conventions a machine can check.</summary>
public sealed partial class HouseStyleTests
{
    static IEnumerable<string> Sources => Repository.Files("*.cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal));

    static IEnumerable<string> ShippedSources => Sources.Where(file => !file.StartsWith("tests/", StringComparison.Ordinal));

    static int Lines(string file) => Repository.Read(file).AsSpan().TrimEnd('\n').Count('\n') + 1;

    [Fact]
    public void No_file_is_longer_than_400_lines() => Assert.DoesNotContain(Sources, file => Lines(file) > 400);

    [Fact]
    public void Endpoint_files_have_at_most_150_lines() =>
        Assert.DoesNotContain(ShippedSources, file => file.EndsWith("Endpoints.cs", StringComparison.Ordinal) && Lines(file) > 150);

    [Fact]
    public void Programs_have_at_most_40_lines() =>
        Assert.DoesNotContain(ShippedSources, file => file.EndsWith("/Program.cs", StringComparison.Ordinal) && Lines(file) > 40);

    [Fact]
    public void Time_is_passed_in() => Assert.DoesNotContain(
        ShippedSources.Where(file => file.StartsWith("services/", StringComparison.Ordinal) || file.StartsWith("gateway/", StringComparison.Ordinal)),
        file => WallClock().IsMatch(Repository.Read(file)));

    /// <summary>Messaging's own loops work with the broker's connection.</summary>
    [Fact]
    public void Background_jobs_have_one_frame() => Assert.Equal(
        ["EventQueue.cs", "Reception.cs", "Relay.cs", "DueWork.cs"],
        ShippedSources.Where(file => !file.StartsWith("AppHost/", StringComparison.Ordinal))
            .Where(file => Repository.Read(file).Contains(": BackgroundService", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(file => file[(file.LastIndexOf('/') + 1)..]));

    [Fact]
    public void No_warning_is_suppressed_in_code() => Assert.DoesNotContain(
        Sources.Where(file => !file.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal)),
        file => Suppression().IsMatch(Repository.Read(file)));

    [Fact]
    public void The_app_host_page_has_no_conditional_compilation() =>
        Assert.DoesNotContain("#if", Repository.Read("AppHost/AppHost.cs"), StringComparison.Ordinal);

    [Fact]
    public void Every_problem_text_exists_in_both_languages()
    {
        var english = Repository.Files("Problems.resx").ToList();
        Assert.NotEmpty(english);
        foreach (var file in english)
        {
            var chinese = file.Replace("Problems.resx", "Problems.zh-CN.resx", StringComparison.Ordinal);
            Assert.Equal(Keys(file), Keys(chinese));
        }
    }

    static IEnumerable<string> Keys(string file) => ResourceKey().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Utc)?Now\b")]
    private static partial Regex WallClock();

    [GeneratedRegex("#pragma warning disable|SuppressMessage")]
    private static partial Regex Suppression();

    [GeneratedRegex("<data name=\"([^\"]+)\"")]
    private static partial Regex ResourceKey();
}
