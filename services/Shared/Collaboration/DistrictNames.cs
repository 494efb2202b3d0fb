using Microsoft.Extensions.Configuration;

namespace Supervision.Collaboration;

/// <summary>
/// Names of a district's two bodies as used in letters. Section <c>Districts</c>: six-digit code to the district's name,
/// e.g. <c>"330305": "洞头区"</c>. A district missing there signs as "this district".
/// </summary>
public sealed class DistrictNames(IConfiguration configuration)
{
    public string Cppcc(string district) => Name(district) is { } name ? $"政协{name}委员会" : "本区政协委员会";

    public string Discipline(string district) => Name(district) is { } name ? $"{name}纪委监委" : "本区纪委监委";

    string? Name(string district) => configuration[$"Districts:{district}"] is { Length: > 0 } name ? name : null;
}
