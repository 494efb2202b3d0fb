using System.Resources;

namespace Supervision.Gateway;

/// <summary>Texts of the gateway's own problem codes.</summary>
internal static class GatewayProblems
{
    public static ResourceManager ResourceManager { get; } = new("Supervision.Gateway.Problems", typeof(GatewayProblems).Assembly);
}
