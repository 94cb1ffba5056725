Console.WriteLine("saccade");
