using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.Publishing;
using Supervision.AppHost.Local;

namespace Supervision.AppHost;

/// <summary>What is kept between runs, in one folder: the servers' data, made-up secrets, files of the services.</summary>
internal static class Data
{
    /// <summary>The setting <c>DataFolder</c>; <c>.data</c> beside the AppHost's folder without it.</summary>
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

    /// <summary>A secret that the operator sets, or that is made up once and kept beside the data that it opens.</summary>
    public static IResourceBuilder<ParameterResource> AddSecret(this IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new KeptSecret(builder, name), secret: true);

    /// <summary>A path that the operator sets, or that lies in the data folder.</summary>
    public static IResourceBuilder<ParameterResource> AddDataPath(this IDistributedApplicationBuilder builder, string name, string file) =>
        builder.AddParameter(name, new PathInData(builder, file));

    /// <summary>The setting <c>GATEWAY_PORT</c>, 8080 without it; 0 gives a free one.</summary>
    /// <exception cref="DistributedApplicationException">Another program listens there.</exception>
    public static int GatewayPort(this IDistributedApplicationBuilder builder)
    {
        var port = int.Parse(builder.Configuration["GATEWAY_PORT"] ?? "8080", CultureInfo.InvariantCulture);
        if (port is 0) return Machine.FreePort();
        return !builder.ExecutionContext.IsRunMode || Machine.IsFree(port)
            ? port
            : throw new DistributedApplicationException($"Port {port}, where the platform is to listen, is in use by another program.");
    }

    /// <summary>Makes the data folder this process's alone until disposed.</summary>
    /// <exception cref="DistributedApplicationException">Another one uses it.</exception>
    public static IDisposable Claim(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new DistributedApplicationException($"The platform is already running on the data folder {folder}.");
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
            var file = Path.Combine(builder.DataFolder(), "secrets.json");
            lock (Gate)
            {
                var known = File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
                if (known.TryGetValue(name, out var secret)) return secret;
                known[name] = secret = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789", 32);
                // As a whole or not at all: a half-written file would lock everybody out of the data.
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
