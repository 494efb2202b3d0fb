using Supervision.Testing;

namespace Supervision.EndToEnd;

/// <summary>One running platform for all tests that leave it as they find it.</summary>
[CollectionDefinition(nameof(WholePlatform))]
public sealed class WholePlatform : ICollectionFixture<PlatformHost>;
