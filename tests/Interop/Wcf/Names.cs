namespace Interop.Wcf;

internal static class Names
{
    public const string Service = "urn:cisco:cup:presence:soap";
    public const string Action = Service + "/";
    public const string Key = "session-key";
}
