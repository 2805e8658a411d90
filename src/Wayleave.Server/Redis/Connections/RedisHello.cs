namespace Wayleave.Server.Redis.Connections;

/// <summary>What a server says of itself.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Role"><c>master</c>, <c>replica</c> or <c>sentinel</c>.</param>
internal sealed record RedisHello(string Version, string Role);
