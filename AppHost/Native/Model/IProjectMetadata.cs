namespace Aspire.Hosting;

/// <summary>A project of the solution, as the build describes it in the generated <c>Projects</c> classes.</summary>
public interface IProjectMetadata
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Full path of the built assembly, which is what this host starts.</summary>
    string TargetPath { get; }
}
