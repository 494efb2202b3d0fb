using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Supervision.Gateway.Tests.Foreign;

namespace Supervision.Gateway.Tests;

internal static class Keys
{
    /// <summary>A foreign key under the provider's key id.</summary>
    public static SigningCredentials Foreign { get; } =
        new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = StubProvider.Key.Kid }, "ES256");
}
