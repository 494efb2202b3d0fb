using Supervision.Testing;

[assembly: AssemblyFixture(typeof(Infrastructure))]
