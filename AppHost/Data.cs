using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Supervision.AppHost.Local;

namespace Supervision.AppHost;

/// <summary>What is kept between runs, in one folder: the servers' data, generated secrets, the services' files.</summary>
internal static class Data
{
    private const string Secrets = "secrets.json";
    private const string Lock = "lock";

    /// <summary>The setting <c>DataFolder</c>; by default <c>.data</c> beside the AppHost's folder.</summary>
    public static string DataFolder(this IDistributedApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"] ?? Path.Combine(builder.AppHostDirectory, "..", ".data"));
        try
        {
            return Directory.CreateDirectory(folder).FullName;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The data folder {folder} cannot be used: {problem.Message}");
        }
    }

    /// <summary>A secret set by the operator, or generated once and kept beside the data it opens.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new KeptSecret(builder, name), secret: true);

    /// <summary>A path set by the operator, or one in the data folder.</summary>
    public static IResourceBuilder<ParameterResource> AddDataPath(this IDistributedApplicationBuilder builder, string name, string file) =>
        builder.AddParameter(name, new PathInData(builder, file));

    /// <summary>The setting <c>GATEWAY_PORT</c>, 8080 by default; 0 picks a free port.</summary>
    /// <exception cref="DistributedApplicationException">Another program listens on that port.</exception>
    public static int GatewayPort(this IDistributedApplicationBuilder builder)
    {
        var port = int.Parse(builder.Configuration["GATEWAY_PORT"] ?? "8080", CultureInfo.InvariantCulture);
        if (port is 0) return Machine.FreePort();
        return !builder.ExecutionContext.IsRunMode || Machine.IsFree(port)
            ? port
            : throw new DistributedApplicationException($"Port {port}, on which the platform should listen, is in use by another program.");
    }

    /// <summary>Reserves the data folder for this process while it runs, and empties it first if the setting <c>Fresh</c> is true.</summary>
    /// <exception cref="DistributedApplicationException">Another process uses it.</exception>
    public static IDistributedApplicationBuilder WithDataFolder(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsRunMode) return builder;
        var folder = builder.DataFolder();
        var claim = new Claim(folder);
        builder.Services.AddHostedService(_ => claim);
        if (builder.Configuration["Fresh"] is not "true") return builder;
        Empty(folder);
        File.Delete(Path.Combine(folder, Secrets));
        return builder;
    }

    /// <summary>Removes all data of servers and services, also what servers started by root keep elsewhere. Secrets stay.</summary>
    public static void Empty(string folder)
    {
        var place = ServerHome.Place(folder);
        foreach (var below in Directory.EnumerateDirectories(folder).Concat(place != folder && Directory.Exists(place) ? [place] : [])) Directory.Delete(below, true);
        foreach (var file in Directory.EnumerateFiles(folder).Where(one => Path.GetFileName(one) is not (Secrets or Lock))) File.Delete(file);
    }

    /// <summary>Locks the folder while the AppHost runs. The operating system releases the lock when the process ends, however it ends.</summary>
    private sealed class Claim(string folder) : IHostedService, IDisposable
    {
        private readonly FileStream _lock = Take(folder);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _lock.Dispose();

        private static FileStream Take(string folder)
        {
            try
            {
                return new FileStream(Path.Combine(folder, Lock), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                throw new DistributedApplicationException($"The platform is already running on the data folder {folder}.");
            }
        }
    }

    private sealed class PathInData(IDistributedApplicationBuilder builder, string file) : ParameterDefault
    {
        public override string GetDefaultValue() => Path.Combine(builder.DataFolder(), file);

        public override void WriteToManifest(ManifestPublishingContext context) => context.Writer.WriteString("value", $"/data/{file}");
    }

    private sealed class KeptSecret(IDistributedApplicationBuilder builder, string name) : ParameterDefault
    {
        private static readonly Lock Gate = new();

        public override string GetDefaultValue()
        {
            var file = Path.Combine(builder.DataFolder(), Secrets);
            lock (Gate)
            {
                var known = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
                if (known.TryGetValue(name, out var secret)) return secret;
                known[name] = secret = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 32);
                // Written completely or not at all: a half-written secret would lock everybody out of the data.
                var options = new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                };
                using (var draft = new FileStream($"{file}.new", options))
                {
                    JsonSerializer.Serialize(draft, known);
                    draft.Flush(flushToDisk: true);
                }

                File.Move($"{file}.new", file, overwrite: true);
                return secret;
            }
        }

        public override void WriteToManifest(ManifestPublishingContext context) =>
            new GenerateParameterDefault { MinLength = 32, Special = false }.WriteToManifest(context);
    }
}
