using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Supervision.Identity.Clients;
using Supervision.Identity.Data;
using Supervision.Identity.Users;

namespace Supervision.Identity.Samples;

/// <summary>
/// Creates the sample accounts and the file with their passwords. The two belong together: if one is missing (a new
/// database, a deleted file), new passwords are generated and the same users keep their ids.
/// </summary>
internal sealed class SampleSeeding(IdentityDb db, UserManager<User> users, UserAccounts accounts, ClientRegister clients, ILogger<SampleSeeding> log)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task RunAsync(string file, CancellationToken ct)
    {
        if (await AgreesAsync(file, ct)) return;
        var people = new List<SampleAccount>();
        foreach (var person in SampleDirectory.People) people.Add(await PersonAsync(person, ct));
        var systems = new List<SampleClient>();
        foreach (var system in SampleDirectory.Systems) systems.Add(await SystemAsync(system, ct));
        await WriteAsync(file, new SampleFile(people, systems), ct);
        log.LogInformation("Sample accounts and systems are in {File}", Path.GetFullPath(file));
    }

    /// <summary>Whether every sample user and system is the same in the file and in the database.</summary>
    async Task<bool> AgreesAsync(string file, CancellationToken ct)
    {
        if (await ReadAsync(file, ct) is not { } known) return false;
        var inFile = known.Accounts.ToDictionary(account => account.Username, account => account.UserId);
        var inDatabase = await db.Users.Select(user => new { user.Id, user.UserName }).ToDictionaryAsync(user => user.UserName!, user => user.Id, ct);
        var systems = await db.Set<Client>().Select(client => client.ClientId).ToListAsync(ct);
        return SampleDirectory.People.All(person => inFile.TryGetValue(person.Username, out var id) && inDatabase.GetValueOrDefault(person.Username) == id)
            && SampleDirectory.Systems.All(system => known.Clients.Any(client => client.Id == system.Id) && systems.Contains(system.Id));
    }

    static async Task<SampleFile?> ReadAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file)) return null;
        try
        {
            await using var stream = File.OpenRead(file);
            return await JsonSerializer.DeserializeAsync<SampleFile>(stream, Json, ct);
        }
        catch (JsonException damaged)
        {
            throw new InvalidOperationException($"{file} is damaged; delete it to have it created again.", damaged);
        }
    }

    async Task<SampleAccount> PersonAsync(SamplePerson person, CancellationToken ct)
    {
        var password = NewPassword();
        var user = await users.FindByNameAsync(person.Username);
        if (user is null)
        {
            user = new User
            {
                Id = Guid.CreateVersion7(),
                UserName = person.Username,
                Email = $"{person.Username}@example.invalid", // a name that never resolves (RFC 2606)
                Name = person.Name,
                District = person.District,
                Body = person.Body,
                Roles = person.Roles,
                Unit = person.Unit,
            };
            await accounts.CreateAsync(user, password, ct);
        }
        else
        {
            await accounts.SetPasswordAsync(user, password);
        }

        return new SampleAccount(person.Username, password, person.District, person.Body, person.Roles, person.Unit, user.Id, person.Name);
    }

    async Task<SampleClient> SystemAsync(MachineClient system, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await clients.RegisterAsync(system with { Secret = secret }, ct);
        return new SampleClient(system.Id, secret, $"{system.District}-{system.Body}", system.District, system.Body, system.Scopes);
    }

    /// <summary>Written to a temporary file and moved into place, readable only by its owner.</summary>
    static async Task WriteAsync(string file, SampleFile samples, CancellationToken ct)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var aside = $"{file}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(aside, options)) await JsonSerializer.SerializeAsync(stream, samples, Json, ct);
        File.Move(aside, file, overwrite: true);
    }

    /// <summary>About 100 bits, with every kind of character the password policy requires.</summary>
    static string NewPassword() => $"{RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 17)}-aA7";
}
