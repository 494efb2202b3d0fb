using System.Globalization;
using System.Resources;

namespace Supervision.ServiceDefaults.Problems;

/// <summary>Texts of problem codes in the platform's languages; a service adds its own resources to the shared ones.</summary>
public sealed class ProblemTexts(IEnumerable<ResourceManager> resources)
{
    readonly ResourceManager[] _resources = [.. resources];

    public string Of(string code, CultureInfo culture, params object?[] arguments)
    {
        foreach (var resource in _resources)
        {
            if (resource.GetString(code, culture) is { } text) return string.Format(culture, text, arguments);
        }

        return code;
    }
}
