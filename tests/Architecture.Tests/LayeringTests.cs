namespace Supervision.Architecture.Tests;

/// <summary>Which project may refer to which (docs/architecture.md, "The house").</summary>
public sealed class LayeringTests
{
    const string Shared = "services/Shared/";
    const string Defaults = "ServiceDefaults/ServiceDefaults.csproj";

    public static TheoryData<string> Services =>
        [.. Repository.Projects.Where(p => p.StartsWith("services/", StringComparison.Ordinal) && !p.StartsWith(Shared, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_knows_no_other_service(string service) => Assert.DoesNotContain(
        Repository.References(service), reference => reference != Defaults && !reference.StartsWith(Shared, StringComparison.Ordinal));

    [Fact]
    public void The_folder_services_shows_the_services_and_what_they_share() => Assert.Equal(
        ["Assessment", "ClueTransfers", "Identity", "Notifications", "Shared", "Supervisors", "Topics"],
        Repository.Files("*.csproj").Where(file => file.StartsWith("services/", StringComparison.Ordinal)).Select(file => file.Split('/')[1]).Distinct());

    [Fact]
    public void The_gateway_carries_only_what_every_process_has_and_its_database() =>
        Assert.Equal([Defaults, Library("Persistence")], Repository.References("gateway/Gateway.csproj"));

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Calendar")]
    public void Contracts_and_calendar_need_nothing(string library)
    {
        Assert.Empty(Repository.References(Library(library)));
        Assert.Empty(Repository.Packages(Library(library)));
    }

    [Theory]
    [InlineData("Persistence")]
    [InlineData("Documents")]
    [InlineData("Messaging", "Contracts", "Persistence")]
    [InlineData("Files", "Persistence")]
    [InlineData("Collaboration", "Calendar", "Persistence")]
    public void A_shared_library_knows_only_those_below_it(string library, params string[] below) =>
        Assert.Equal(below is [] ? [Defaults] : below.Select(Library), Repository.References(Library(library)));

    [Fact]
    public void Service_defaults_know_only_contracts() => Assert.Equal([Library("Contracts")], Repository.References(Defaults));

    [Fact]
    public void A_shared_library_opens_its_internals_to_no_service() => Assert.DoesNotContain(
        Repository.Projects.Where(project => !project.StartsWith("tests/", StringComparison.Ordinal)).SelectMany(Repository.OpenTo),
        friend => Services.Select(service => $"Supervision.{Path.GetFileNameWithoutExtension(service.Data)}").Contains(friend));

    [Fact]
    public void Nothing_that_ships_refers_to_tests() => Assert.DoesNotContain(
        Repository.Projects.Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)),
        project => Repository.References(project).Any(r => r.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("platform.sln").Replace('\\', '/');
        Assert.DoesNotContain(Repository.Projects, project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.DoesNotContain(
        Repository.Projects, project => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json")));

    static string Library(string name) => $"{Shared}{name}/{name}.csproj";
}
