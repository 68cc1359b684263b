namespace Faults;

/// <summary>Where a server that runs is reached.</summary>
/// <param name="Pws">The root of the Presence Web Service.</param>
/// <param name="Admin">The root of <c>/admin</c>.</param>
/// <param name="AdminKey">Its key.</param>
internal sealed record RunningServer(Uri Pws, Uri Admin, string AdminKey);
