using System.Xml.Linq;

namespace Supervision.Architecture.Tests;

/// <summary>The source tree the tests were built from.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Every project in the tree by its path relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Projects { get; } = [.. Files("*.csproj")];

    public static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or ".data" or ".git"))
        .Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Projects a project refers to, relative to the root.</summary>
    public static IReadOnlyList<string> References(string project) =>
        [.. XDocument.Parse(Read(project)).Descendants("ProjectReference").Select(reference => Resolve(project, reference.Attribute("Include")!.Value))];

    public static IReadOnlyList<string> Packages(string project) =>
        [.. XDocument.Parse(Read(project)).Descendants("PackageReference").Select(reference => reference.Attribute("Include")!.Value)];

    /// <summary>The assemblies to which a project opens its internals.</summary>
    public static IEnumerable<string> OpenTo(string project) =>
        XDocument.Parse(Read(project)).Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);

    static string Resolve(string project, string include) => Path
        .GetRelativePath(Root, Path.Combine(Root, Path.GetDirectoryName(project)!, include.Replace('\\', '/')))
        .Replace('\\', '/');

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests are not inside the repository.");
    }
}
