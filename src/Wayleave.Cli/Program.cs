System.Console.WriteLine("wayleave 0.1.0");
return 0;
