using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Supervision.ClueTransfers.Tests.Subscriptions;
using Supervision.ClueTransfers.Tests.Support;
using Supervision.Testing;
using Supervision.Testing.Api;

namespace Supervision.ClueTransfers.Tests.Attachments;

/// <summary>Where there is a virus scanner, only files it passed are accepted; files without a clue are removed.</summary>
public sealed class ScanningTests(CluesPlatform platform)
{
    string Folder => platform.Host.EnvironmentOf("clues")["Attachments__Path"]!;

    [Fact]
    public async Task A_file_the_scanner_finds_something_in_is_refused_and_a_clean_one_is_taken()
    {
        await using var clamd = new Clamd();
        await using var copy = new OtherCopy(platform, ("Attachments:ClamAv", clamd.Address));
        using var files = new Files(new ServiceApi(copy.Address, platform.SignIn), copy.Address);
        var (office, draft, clean) = (platform.Matters().Office, await platform.Matters().DraftAsync(), Files.Png(300_000));
        Files.Is(HttpStatusCode.Created, await files.SendAsync(office, draft, "clean.png", clean));
        Assert.Equal(clean, clamd.Scanned[^1]);
        (await files.SendAsync(office, draft, "bad.txt", Encoding.ASCII.GetBytes($"{Clamd.Mark}{Guid.NewGuid()}"))).Refused(HttpStatusCode.UnprocessableEntity, "attachment.infected");
        Assert.Equal(["clean.png"], await files.NamesAsync(office, draft));
    }

    [Fact]
    public async Task Without_an_answer_of_the_scanner_nothing_is_taken()
    {
        await using var copy = new OtherCopy(platform, ("Attachments:ClamAv", "127.0.0.1:9"));
        using var files = new Files(new ServiceApi(copy.Address, platform.SignIn), copy.Address);
        var (office, draft) = (platform.Matters().Office, await platform.Matters().DraftAsync());
        (await files.SendAsync(office, draft, "a.png", Files.Png())).Refused(HttpStatusCode.ServiceUnavailable, "attachment.not_scanned");
        Assert.Empty(await files.NamesAsync(office, draft));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Folder, "incoming")));
    }

    [Fact]
    public async Task Files_that_no_clue_has_are_collected_and_those_of_a_clue_stay()
    {
        using var files = new Files(platform.Api, platform.Host.Address("clues"));
        var (office, draft, content) = (platform.Matters().Office, await platform.Matters().DraftAsync(), Files.Png());
        var kept = (await files.SendAsync(office, draft, "kept.png", content)).Ok();
        var removed = (await files.SendAsync(office, draft, "removed.png", Files.Png())).Ok();
        (await platform.Api.SendAsync(office, HttpMethod.Delete, $"{Files.Path(draft)}/{removed.Id}")).Ok();
        var broken = Path.Combine(Folder, "incoming", "broken-off.part");
        await File.WriteAllTextAsync(broken, "half a file", TestContext.Current.CancellationToken);

        await using var copy = new OtherCopy(platform, ("Attachments:Collect", "00:00:01"), ("Attachments:Grace", "00:00:00"));
        await Eventually.TrueAsync(() => Task.FromResult(!File.Exists(broken) && !File.Exists(PathOf(removed))), "files without a clue are gone");
        Assert.True(File.Exists(PathOf(kept)));
        using var back = await files.DownloadAsync(office, draft, kept.Id);
        Assert.Equal(content, await back.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    string PathOf(Answer attachment) => Path.Combine(Folder, "330305", attachment["sha256"][..2], attachment["sha256"]);

    /// <summary>
    /// Speaks clamd's side of INSTREAM and detects one marker; the real clamd is tested by hand, since its signatures are unavailable here.
    /// </summary>
    sealed class Clamd : IAsyncDisposable
    {
        public const string Mark = "THIS-IS-THE-MARK";

        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly Task _serving;

        public Clamd()
        {
            _listener.Start();
            _serving = ServeAsync();
        }

        public string Address => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

        public List<byte[]> Scanned { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await Assert.ThrowsAnyAsync<Exception>(() => _serving);
            _listener.Dispose();
        }

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var command = new byte[10];
                await stream.ReadExactlyAsync(command);
                Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
                using var content = new MemoryStream();
                var length = new byte[4];
                while (true)
                {
                    await stream.ReadExactlyAsync(length);
                    var size = BinaryPrimitives.ReadInt32BigEndian(length);
                    if (size == 0) break;
                    var chunk = new byte[size];
                    await stream.ReadExactlyAsync(chunk);
                    content.Write(chunk);
                }

                Scanned.Add(content.ToArray());
                var found = content.ToArray().AsSpan().IndexOf(Encoding.ASCII.GetBytes(Mark)) >= 0;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(found ? "stream: Test.Mark FOUND\0" : "stream: OK\0"));
            }
        }
    }
}
