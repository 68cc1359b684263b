using PresenceOfMind.App.Commands;

return await CommandLine.RunAsync(args);
