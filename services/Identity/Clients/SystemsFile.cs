using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;
using Supervision.Contracts;

namespace Supervision.Identity.Clients;

/// <summary>
/// The file of setting <c>Systems:File</c>: the tenants' systems as clients, each with a secret, or with public keys for its own signatures
/// (<c>private_key_jwt</c>). Every migration step updates the clients from the file.
/// </summary>
internal static partial class SystemsFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <param name="Secret">At least 32 characters; null for a system with keys.</param>
    /// <param name="Keys">A JSON Web Key Set of public EC or RSA keys; null for a system with a secret.</param>
    sealed record Entry(string? Id, string? Name, string? District, string? Body, IReadOnlyList<string>? Scopes, string? Secret = null, JsonElement? Keys = null);

    /// <exception cref="InvalidOperationException">The file cannot be used; the message names the file, the client and the fault.</exception>
    public static async Task<IReadOnlyList<MachineClient>> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var entries = await JsonSerializer.DeserializeAsync<List<Entry>>(stream, Json, ct) ?? [];
            return [.. entries.Select(entry => Checked(entry, file))];
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Systems:File {file} cannot be read: {unusable.Message}", unusable);
        }
    }

    static MachineClient Checked(Entry entry, string file)
    {
        Require(ClientId().IsMatch(entry.Id ?? ""), "id", "3 to 100 letters, digits, dots and dashes");
        Require(!string.IsNullOrWhiteSpace(entry.Name), "name", "the name shown in access logs");
        Require(DistrictCode().IsMatch(entry.District ?? ""), "district", "six digits");
        Require(entry.Body is Bodies.Cppcc or Bodies.Discipline, "body", "cppcc or discipline");
        Require(entry.Scopes is { Count: > 0 } scopes && !scopes.Except(ScopeRegister.Audiences.Keys).Any(), "scopes", string.Join(", ", ScopeRegister.Audiences.Keys));
        Require((entry.Secret is null) != (entry.Keys is null), "secret", "a secret or keys, not both");
        Require(entry.Secret is null or { Length: >= 32 }, "secret", "at least 32 characters");
        var keys = entry.Keys is { } given ? PublicKeys(given) : null;
        return new(entry.Id!, entry.Secret, entry.Name!, entry.District!, entry.Body!, entry.Scopes!, keys);

        void Require(bool holds, string field, string wanted)
        {
            if (!holds) throw new InvalidOperationException($"Systems:File {file}: client {entry.Id}: {field} is not valid ({wanted}).");
        }

        JsonWebKeySet PublicKeys(JsonElement json)
        {
            JsonWebKeySet? set = null;
            try
            {
                set = new JsonWebKeySet(json.GetRawText());
            }
            catch (ArgumentException malformed)
            {
                throw new InvalidOperationException($"Systems:File {file}: client {entry.Id}: keys is not a JSON Web Key Set.", malformed);
            }

            Require(set.Keys.Count > 0 && set.Keys.All(key => key is { Kty: "EC" or "RSA", HasPrivateKey: false }), "keys", "public EC or RSA keys only");
            foreach (var key in set.Keys) key.Use ??= JsonWebKeyUseNames.Sig;
            return set;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9.-]{2,99}$")]
    private static partial Regex ClientId();

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex DistrictCode();
}
