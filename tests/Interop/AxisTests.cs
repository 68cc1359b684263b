namespace Interop;

/// <summary>A program in Java, whose client Apache Axis 1.4 makes from the server's WSDL, does a whole life.</summary>
public sealed class AxisTests : IDisposable
{
    private const string Java = "/usr/bin/java";
    private const string Compiler = "/usr/bin/javac";
    private const string Jars = "/usr/share/java";

    private static readonly string[] Axis = ["axis", "jaxrpc", "saaj", "commons-discovery", "commons-logging", "wsdl4j"];

    private readonly string _folder = Directory.CreateTempSubdirectory("pom-axis-").FullName;

    private static string Clients => Path.Combine(AppContext.BaseDirectory, "clients");

    private static string ClassPath => string.Join(':', Axis.Select(Jar));

    [Fact]
    public async Task A_program_in_java_lives_by_a_client_that_axis_made()
    {
        ForeignProgram.Needs(File.Exists(Java) && File.Exists(Compiler) && Axis.All(a => File.Exists(Jar(a))), "A JDK and Apache Axis");
        await using var server = await SecureServer.StartAsync();
        var root = server.Root("http").ToString();

        await RunAsync(
            Java,
            "-cp",
            ClassPath,
            "org.apache.axis.wsdl.WSDL2Java",
            "-W",
            "-p",
            "pws",
            "-o",
            _folder,
            root + "presence-service/soap?wsdl");
        await RunAsync(
            Compiler,
            ["-nowarn", "-cp", ClassPath, "-d", _folder, Path.Combine(
                Clients,
                "AxisLife.java"), .. Directory.GetFiles(Path.Combine(_folder, "pws"), "*.java")]);
        File.Copy(Path.Combine(Clients, "meeting.xml"), Path.Combine(_folder, "meeting.xml"));
        Assert.EndsWith(
            "lived",
            (await RunAsync(Java, "-cp", $"{_folder}:{ClassPath}", "AxisLife", root)).TrimEnd(),
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Jar(string name) => Path.Combine(Jars, name + ".jar");

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await ForeignProgram.RunAsync(program, arguments);
        Assert.True(code == 0, output);
        return output;
    }
}
